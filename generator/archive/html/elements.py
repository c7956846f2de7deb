"""Which elements a browser sets apart, does not show, strikes out or raises, as selectors."""

BLOCKS = (
    "address,article,aside,blockquote,body,button,caption,center,dd,details,dialog,dir,div,dl,"
    "dt,fieldset,figcaption,figure,footer,form,frameset,h1,h2,h3,h4,h5,h6,header,hgroup,hr,img,"
    "input,label,legend,li,listing,main,menu,nav,ol,optgroup,option,p,plaintext,pre,search,section,"
    "select,summary,table,tbody,td,textarea,tfoot,th,thead,tr,ul,xmp,marquee"
)
UNSEEN = (
    "head,script,style,title,noscript,noframes,noembed,iframe,datalist,canvas,audio,video,template,"
    "object[data],progress,meter,rt,rp,rtc"
)
"""What a browser does not show as words of the page, whatever its styles say. `rt` is shown, and is
no part of the words."""
SVG_BLOCKS = "svg text"
SVG_UNSEEN = "defs,symbol,desc,metadata,clippath,clipPath,mask,pattern,marker"
MATH_BLOCKS = (
    "mo,mtd,mfrac>*,mroot>*,munder>:nth-child(n+2),mover>:nth-child(n+2),munderover>:nth-child(n+2)"
)
MATH_UNSEEN = "annotation,annotation-xml,mphantom"
CLOSED = "[hidden],dialog:not([open]),[popover]"
"""What a browser does not show unless a style says how to display it."""
STRUCK = "del,s,strike"
"""What a browser strikes out unless a style says otherwise."""
MATH_RAISED = "msup>:nth-child(2),msubsup>:nth-child(3)"
MATH_LOWERED = "msub>:nth-child(2),msubsup>:nth-child(2)"
