"""Tests of the web plumbing."""
