package brief

// styleSheet is the page's whole style. It holds no "<" and no "&", so that the
// page stays well-formed XML.
const styleSheet = `
:root{color-scheme:light dark;--paper:#fff;--ink:#1b1f24;--soft:#59616a;--rule:#dde1e5;--wash:#f4f6f8;--link:#0b5394;--accent:#8a3b12;
--serif:"Iowan Old Style","Palatino Linotype",Palatino,"Source Serif 4","Noto Serif",Charter,"Bitstream Charter",Cambria,Georgia,serif;
--sans:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",Arial,sans-serif}
@media screen and (prefers-color-scheme:dark){:root{--paper:#15181c;--ink:#e9ecef;--soft:#a4abb3;--rule:#31373e;--wash:#1e2329;--link:#8ec1f2;--accent:#f0a77c}}
*{box-sizing:border-box}
html{font-size:18px;-webkit-text-size-adjust:100%;scroll-behavior:auto}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.6 var(--serif);font-variant-numeric:lining-nums proportional-nums;text-rendering:optimizeLegibility;overflow-wrap:break-word}
header,main,footer{max-width:36rem;margin-inline:auto;padding-inline:1.25rem}
header{padding-block:4rem 1.5rem}
.skip{position:absolute;inset-inline-start:1rem;inset-block-start:-6rem;background:var(--ink);color:var(--paper);padding:.5rem 1rem;font-family:var(--sans);z-index:2}
.skip:focus{inset-block-start:1rem}
a{color:var(--link);text-underline-offset:.15em;text-decoration-thickness:from-font}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.kicker{margin:0 0 .8rem;font:600 .72rem/1.4 var(--sans);letter-spacing:.09em;text-transform:uppercase;color:var(--accent)}
h1{margin:0 0 1rem;font-size:2.3rem;line-height:1.14;font-weight:600;letter-spacing:-.012em;text-wrap:balance}
.dates{margin:0;padding-block-start:.8rem;border-block-start:2px solid var(--ink);font:.76rem/1.5 var(--sans);color:var(--soft);font-variant-numeric:lining-nums}
h2,h3,h4,h5,h6{line-height:1.25;text-wrap:balance;break-after:avoid}
h2{margin:2.8rem 0 .8rem;font-size:1.42rem;font-weight:600}
h3{margin:2rem 0 .5rem;font-size:1.12rem;font-weight:600}
h4,h5,h6{margin:1.6rem 0 .4rem;font-size:1rem;font-style:italic;font-weight:600}
p{margin:0 0 1rem;hanging-punctuation:first last;text-wrap:pretty}
ul,ol{margin:0 0 1rem;padding-inline-start:1.5rem}
li{margin-block-end:.45rem}
li>p:last-child{margin-block-end:0}
blockquote{margin:1.4rem 0;padding-inline-start:1.2rem;border-inline-start:3px solid var(--rule);color:var(--soft)}
hr{width:5rem;margin:2.4rem auto;border:0;border-block-start:1px solid var(--soft)}
code,pre{font:.84em/1.5 ui-monospace,"SFMono-Regular",Menlo,Consolas,monospace}
pre{overflow:auto;padding:.8rem 1rem;background:var(--wash)}
cite{font-style:italic}
bdi{unicode-bidi:isolate}
.notice{margin:0 0 2rem;padding:.9rem 1.1rem;border-inline-start:3px solid var(--accent);background:var(--wash);font:.8rem/1.55 var(--sans)}
.notice p{margin:0 0 .4rem}.notice p:last-child{margin:0}
sup{font:600 .66em/0 var(--sans);vertical-align:baseline;position:relative;inset-block-start:-.48em;margin-inline-start:.08em;font-variant-numeric:lining-nums}
sup a{text-decoration:none;padding:.3em .12em}
sup a:hover{text-decoration:underline}
sup+sup{margin-inline-start:.3em}
.sure{display:none}
figure{margin:2.2rem 0}
.picture{overflow-x:auto}
.picture svg{display:block;width:100%;height:auto}
figcaption,caption{font:.78rem/1.5 var(--sans);color:var(--soft);text-align:start;font-variant-numeric:lining-nums}
figcaption{margin-block-start:.7rem;padding-block-start:.5rem;border-block-start:1px solid var(--rule)}
caption{caption-side:top;padding-block-end:.6rem}
.label{color:var(--ink);font-weight:600;margin-inline-end:.35em}
details{margin-block-start:.6rem;font:.78rem/1.5 var(--sans)}
summary{cursor:pointer;color:var(--link);padding-block:.25rem}
.scroll{overflow-x:auto;margin:1.8rem 0}
details .scroll{margin:.6rem 0}
table{width:100%;border-collapse:collapse;font:.8rem/1.45 var(--sans);font-variant-numeric:lining-nums tabular-nums}
thead th{border-block-end:1.5px solid var(--ink);font-weight:600;vertical-align:bottom}
th,td{padding:.42rem .9rem .42rem 0;text-align:start;vertical-align:top;border-block-end:1px solid var(--rule)}
th:last-child,td:last-child{padding-inline-end:0}
tbody th{font-weight:400}
.num{text-align:end;white-space:nowrap}.mid{text-align:center}
.box{margin:3rem 0 2rem;padding:1.3rem 1.5rem 1.1rem;border:1px solid var(--rule);border-block-start:3px solid var(--ink);background:var(--wash);font:.86rem/1.6 var(--sans)}
.box h2{margin:0 0 .6rem;font:600 1.02rem/1.3 var(--sans)}
.box p,.box ul{margin-block-end:.6rem}
.box li{margin-block-end:.2rem}
.notes{margin-block-start:3.2rem;padding-block-start:.2rem;border-block-start:2px solid var(--ink);font-size:.84rem;line-height:1.5;font-variant-numeric:lining-nums}
.notes h2{margin:1.1rem 0 .8rem;font-size:1.15rem}
.notes ol{padding-inline-start:2rem}
.notes li{margin-block-end:.4rem;padding-inline-start:.2rem}
.notes li::marker{font:600 .8em var(--sans);color:var(--soft)}
.notes li:target,sup a:target{background:color-mix(in srgb,var(--accent) 18%,var(--paper))}
.back{text-decoration:none;font:.86em/1 var(--sans);padding:.15em .2em}
.back+.back{font-size:.74em}
footer{padding-block:1rem 4rem;font:.72rem/1.55 var(--sans);color:var(--soft);font-variant-numeric:lining-nums}
footer p{margin:0 0 .3rem}
@media screen and (min-width:68rem){
header,main,footer{max-width:54rem;padding-inline-end:19rem}
.sure{display:block;float:inline-end;clear:inline-end;width:11rem;margin-inline-end:-14rem;margin-block:.3rem .5rem;font:.7rem/1.35 var(--sans);color:var(--soft);font-variant-numeric:lining-nums;font-style:normal;font-weight:400;text-align:start}
.sure .n{font-weight:600;color:var(--link);margin-inline-end:.15em}
figure,.wide{margin-inline-end:-17rem}
}
@media(max-width:30rem){html{font-size:17px}h1{font-size:1.8rem}header{padding-block-start:2.2rem}.box{padding:1rem}}
@page{size:A4;margin:24mm 25mm 26mm 25mm;@bottom-center{content:counter(page) " / " counter(pages);font:8pt sans-serif;color:#59616a}}
@media print{
html{font-size:10.6pt}
body{line-height:1.48}
header,main,footer{max-width:none;padding-inline:0}
header{padding-block-start:0}
.skip,.back,details{display:none}
a{color:inherit;text-decoration:none}
p,li{orphans:3;widows:3}
figure,tr,.notice{break-inside:avoid}
.picture svg{max-height:150mm}
thead{display:table-header-group}
.scroll,.picture{overflow:visible}
.box{background:none}
footer{padding-block:.4rem 0;break-inside:avoid}
.notice{background:none}
.notes{font-size:8.6pt}
}
`
