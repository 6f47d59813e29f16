"""Everything that is drawn: laid out as SVG, made a PNG by resvg, in one typeface. Pure."""
