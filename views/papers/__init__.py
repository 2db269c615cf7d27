"""What each paper says, with the reader's own tier: asked of the same functions as the screens."""
