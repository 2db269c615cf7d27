"""Counts by place and time: a table becomes values, each with its cell, and doubts where it must."""
