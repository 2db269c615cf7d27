"""The rules of the joint movement: pure, without database or screen."""
