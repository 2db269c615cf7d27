"""What is done without anybody at a screen: ``python -m jobs``."""
