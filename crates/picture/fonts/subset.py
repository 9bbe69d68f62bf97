"""Makes the fonts of the pictures: `python subset.py InterVariable.woff2 .`; needs fonttools 4 and brotli."""
import sys
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer
from fontTools import subset
src, out = sys.argv[1], sys.argv[2]
RANGES = [(0x20,0x7e),(0xa0,0x17f),(0x18f,0x18f),(0x192,0x192),(0x1a0,0x1a1),(0x1af,0x1b0),(0x1cd,0x1dc),(0x218,0x21b),
  (0x259,0x259),(0x300,0x30c),(0x323,0x328),(0x384,0x3ce),(0x400,0x45f),(0x490,0x493),(0x49a,0x49b),(0x4a2,0x4a3),(0x4ae,0x4b1),(0x4d8,0x4d9),(0x4e8,0x4e9),
  (0x1e80,0x1e85),(0x1e9e,0x1e9e),(0x1ea0,0x1ef9),(0x2010,0x2027),(0x2030,0x2030),(0x2032,0x2033),(0x2039,0x203a),(0x20a0,0x20c0),
  (0x2116,0x2116),(0x2122,0x2122),(0x2190,0x2193),(0x2212,0x2212),(0x2248,0x2248),(0x2260,0x2265)]
for family, style, opsz, wght in [("Guidepost Inter","Regular",14,400),("Guidepost Inter","SemiBold",14,600),("Guidepost Inter Display","Bold",32,700)]:
    font = TTFont(src)
    font.flavor = None
    font = instancer.instantiateVariableFont(font, {"opsz":opsz,"wght":wght})
    options = subset.Options()
    options.layout_features = ["kern","mark","mkmk","ccmp","locl"]
    options.hinting = False
    options.name_IDs = [0,1,2,3,4,5,6,13,14,16,17]
    s = subset.Subsetter(options)
    s.populate(unicodes=[c for a,b in RANGES for c in range(a,b+1)])
    s.subset(font)
    name = font["name"]
    name.names = [n for n in name.names if n.nameID in (0,13,14)]
    ps = family.replace(" ","")+"-"+style
    for i,v in {1:family+("" if style in("Regular","Bold") else " "+style),2:"Bold" if style=="Bold" else "Regular",3:ps,4:f"{family} {style}",6:ps,16:family,17:style,5:"Version 4.1; subset"}.items():
        name.setName(v,i,3,1,0x409)
    font["OS/2"].usWeightClass = wght
    font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~0x61) | (0x20 if style=="Bold" else 0x40)
    font["head"].macStyle = 1 if style=="Bold" else 0
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    font.save(f"{out}/{ps}.ttf")
    print(ps, len(font.getGlyphOrder()), font["name"].getDebugName(0))
