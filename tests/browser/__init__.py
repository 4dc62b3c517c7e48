"""What only a browser can tell: barriers, scripts, keyboards, telephones, lost connections."""
