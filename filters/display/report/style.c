#include "page.h"

#include <stddef.h>

/*
 * Colours are of the Okabe-Ito palette where they tell better from worse (blue, orange), as in NHS
 * England's charts; all text has a contrast of 4.5 to 1 or more, in light and in dark.
 */
const char *const style_lines[] = {
	":root{color-scheme:light dark;",
	"--page:#fff;--card:#fff;--tint:#f3f5f7;--ink:#16202a;--soft:#4c5965;--rule:#d5dbe0;"
		"--strong:#8a97a3;",
	"--link:#005a9e;--head:#0b3a66;--head-ink:#fff;--head-soft:#d3e3f2;--focus:#ffb81c;",
	"--red:#a3141b;--red-bg:#fce8e7;--amber:#7a4a00;--amber-bg:#fdf0d2;"
		"--amber-mark:#c77700;",
	"--green:#00562f;--green-bg:#e0f2e7;--better:#005a9e;--better-mark:#0072b2;",
	"--worse:#963f00;--worse-mark:#d55e00;--neutral:#5b3c88;--neutral-mark:#7a57ac;",
	"--line:#4b5a68;--dot:#4b5a68;--band:#e6ebf0;--centre:#5f6d7a;--target:#16202a;"
		"--grid:#e3e8ec}",
	"@media screen and (prefers-color-scheme:dark){:root{",
	"--page:#11161b;--card:#11161b;--tint:#1b232b;--ink:#e8edf2;--soft:#aebac5;"
		"--rule:#33404c;--strong:#6f7f8d;",
	"--link:#86c1f5;--head:#0d2a47;--head-ink:#fff;--head-soft:#bcd4ea;",
	"--red:#ffb4ae;--red-bg:#48191b;--amber:#ffd58a;--amber-bg:#402d08;"
		"--amber-mark:#f0a52b;",
	"--green:#9fe0bb;--green-bg:#103524;--better:#86c1f5;--better-mark:#56b4e9;",
	"--worse:#ffb07a;--worse-mark:#f5893d;--neutral:#cdb5f2;--neutral-mark:#b793ea;",
	"--line:#a9b6c2;--dot:#a9b6c2;--band:#242e38;--centre:#8d9ba8;--target:#e8edf2;"
		"--grid:#2a343e}}",
	"*{box-sizing:border-box}",
	"html{scroll-padding-top:1rem;-webkit-text-size-adjust:100%}",
	"body{margin:0;background:var(--page);color:var(--ink);",
	"font:1rem/1.5 system-ui,-apple-system,\"Segoe UI\",Roboto,\"Helvetica Neue\",Arial,"
		"sans-serif;overflow-wrap:break-word}",
	"a{color:var(--link);text-underline-offset:.15em;text-decoration-thickness:1px}",
	"a:hover{text-decoration-thickness:3px}",
	":focus-visible{outline:3px solid var(--focus);outline-offset:2px;border-radius:2px}",
	"main:focus{outline:none}",
	".vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);"
		"white-space:nowrap}",
	".skip{position:absolute;left:-999rem}",
	".skip:focus{left:.5rem;top:.5rem;background:var(--page);padding:.5rem 1rem;"
		"z-index:9}",
	".shapes{position:absolute}",
	"h1,h2,h3{line-height:1.25;margin:0}",
	"h1{font-size:1.9rem;font-weight:700;letter-spacing:-.01em}",
	"h2{font-size:1.5rem;margin:0 0 1rem}",
	"h3{font-size:1.13rem;margin:2rem 0 .6rem}",
	"p{margin:.5rem 0}",
	"code{font:.85em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;"
		"overflow-wrap:anywhere}",
	"header{background:var(--head);color:var(--head-ink);padding:1.6rem 0 1.4rem}",
	"header>div{padding:0 1rem}",
	"header>div,.layout,footer{max-width:78rem;margin:0 auto}",
	"header dl{display:flex;flex-wrap:wrap;gap:.6rem 2.5rem;margin:1.1rem 0 0}",
	"header dt{font-size:.85rem;color:var(--head-soft)}",
	"header dd{margin:0;font-weight:600}",
	"header a,header summary{color:inherit}",
	"header table{background:var(--page);color:var(--ink);font-weight:400;"
		"margin-top:.5rem}",
	".layout{padding:0 1rem}",
	"nav{padding:1.2rem 0;border-bottom:1px solid var(--rule)}",
	"nav h2{font-size:1rem;margin:0 0 .4rem}",
	"nav ul{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;"
		"gap:.1rem 1.1rem}",
	"nav li a{display:inline-block;padding:.2rem 0}",
	"main{display:block;padding:1.6rem 0 3rem;min-width:0}",
	"section{margin:0 0 3.5rem}",
	"footer{padding:1rem;color:var(--soft);font-size:.9rem}",
	"table{border-collapse:collapse;width:100%;font-size:.95rem;"
		"font-variant-numeric:tabular-nums}",
	"caption{text-align:left;font-weight:600;padding:.4rem 0;color:var(--ink)}",
	"th,td{text-align:left;vertical-align:top;padding:.45rem .8rem .45rem 0;"
		"border-bottom:1px solid var(--rule)}",
	"th:last-child,td:last-child{padding-right:0}",
	"thead th{font-size:.85rem;font-weight:600;color:var(--soft);"
		"border-bottom:2px solid var(--strong);vertical-align:bottom}",
	"tbody th{font-weight:400}",
	".n{text-align:right}",
	".n+td,.n+th{padding-left:.9rem}",
	".n+.n{padding-left:0}",
	"thead .n{white-space:normal}",
	"small{display:block;font-size:.8rem;color:var(--soft);font-weight:400}",
	".none{color:var(--soft)}",
	".mark{display:inline-flex;align-items:center;gap:.4em;font-size:.9rem;"
		"font-weight:600;line-height:1.35;",
	"padding:.12em .6em .12em .5em;border-radius:.3em}",
	".mark svg,.tiles svg{width:.82em;height:.82em;flex:none;fill:currentColor}",
	".red{color:var(--red);background:var(--red-bg)}",
	".amber{color:var(--amber);background:var(--amber-bg)}.amber svg{"
		"fill:var(--amber-mark)}",
	".green{color:var(--green);background:var(--green-bg)}",
	".mark.better{color:var(--better)}.mark.worse{color:var(--worse)}.mark.neutral{"
		"color:var(--neutral)}",
	".mark.way,.mark.signal{background:none;padding-left:0}",
	".mark.way.neutral{color:var(--soft)}",
	".mark.signal.better svg{fill:var(--better-mark)}.mark.signal.worse svg{"
		"fill:var(--worse-mark)}",
	".mark.signal.neutral svg{fill:var(--neutral-mark)}",
	".tiles{list-style:none;margin:0 0 .8rem;padding:0;display:grid;"
		"grid-template-columns:repeat(4,1fr);gap:.8rem}",
	".tiles li{border-radius:.4rem;padding:.7rem .9rem;background:var(--tint);"
		"line-height:1.3}",
	".tiles li.red{background:var(--red-bg)}.tiles li.amber{background:var(--amber-bg)}"
		".tiles li.green{background:var(--green-bg)}",
	".tiles b{display:block;font-size:2rem;font-weight:700;line-height:1.15;"
		"font-variant-numeric:tabular-nums}",
	".tiles span{font-size:.9rem}",
	".tiles svg{margin-right:.4em;vertical-align:-.05em}",
	".tiles .better{color:var(--better)}.tiles .better svg{fill:var(--better-mark)}",
	".tiles .worse{color:var(--worse)}.tiles .worse svg{fill:var(--worse-mark)}",
	".tiles .neutral{color:var(--neutral)}.tiles .neutral svg{fill:var(--neutral-mark)}",
	".tiles .plain{color:var(--soft)}",
	"details{margin:.5rem 0}",
	"summary{cursor:pointer;color:var(--link);padding:.15rem 0;width:fit-content;"
		"max-width:100%}",
	"details[open]>summary{margin-bottom:.4rem}",
	".links{margin:.3rem 0 1rem;padding-left:1.2rem}",
	".links li{padding:.15rem 0}",
	".choice{border:0;padding:0;margin:0 0 1rem;display:flex;flex-wrap:wrap;"
		"gap:.2rem 1.2rem;align-items:center}",
	".choice legend{float:left;padding:0 1.2rem 0 0;font-weight:600}",
	".choice label{padding:.3rem 0;cursor:pointer}",
	".choice input{width:1.15rem;height:1.15rem;vertical-align:-.2rem;margin:0 .2rem 0 0;"
		"accent-color:var(--link)}",
	".fixed,.overview,.parts{table-layout:fixed}",
	".fixed .n{width:11.3rem}.fixed .n+.n{width:6.5rem}.fixed th:last-child{width:8rem}"
		".fixed th.what:last-child{width:22rem}",
	".overview .n,.parts .n{width:11.3rem}.overview .marks{width:19.9rem}",
	"td .mark{font-size:.86rem}",
	".years{max-width:44rem}.years th,.years td{padding-right:.4rem}",
	".periods{max-width:38rem}.periods tbody th{white-space:nowrap}",
	".overview{margin:0 0 1.6rem}",
	".overview caption{font-size:1.05rem;padding-bottom:.1rem}",
	".overview td,.overview tbody th,.parts td,.parts tbody th{vertical-align:middle}",
	".overview .slots{display:grid;grid-template-columns:5.7rem 5.2rem 7.5rem;"
		"align-items:center}",
	".overview .slots .rag{grid-column:1;justify-self:start}.overview .slots .way{"
		"grid-column:2}.overview .slots .signal{grid-column:3}",
	".trend{width:7.6rem}",
	".spark{display:block;width:100px;height:24px;overflow:visible}",
	".spark path{fill:none;stroke:var(--line);stroke-width:1.4;stroke-linejoin:round}",
	".spark circle{fill:var(--ink)}",
	"@media screen{",
	"body:has(#show-red:checked) .overview tbody tr:not(.is-red),",
	"body:has(#show-amber:checked) .overview tbody tr:not(.is-amber),",
	"body:has(#show-signal:checked) .overview tbody tr:not(.is-signal){display:none}",
	"body:has(#show-red:checked) .overview:not(:has(.is-red)),",
	"body:has(#show-amber:checked) .overview:not(:has(.is-amber)),",
	"body:has(#show-signal:checked) .overview:not(:has(.is-signal)){display:none}}",
	".theme>h2{padding-top:1rem;border-top:4px solid var(--head);font-size:1.6rem}",
	"article{padding:1.4rem 0 1.6rem;border-bottom:1px solid var(--rule)}",
	"article:target{box-shadow:-1.2rem 0 var(--page),-1.45rem 0 var(--focus)}",
	"article h3{font-size:1.25rem;margin:0 0 .7rem;max-width:48rem}",
	".value{margin:0;line-height:1.1}",
	".value strong{font-size:2.5rem;font-weight:700;letter-spacing:-.02em;"
		"font-variant-numeric:tabular-nums;margin-right:.25rem}",
	".value small{display:inline;font-size:1.15rem;letter-spacing:0;font-weight:600;"
		"color:inherit}",
	".value span{color:var(--soft);display:inline-block}",
	".when{margin:.2rem 0 .6rem;color:var(--soft)}",
	"article .marks{margin:.4rem 0 .8rem}",
	".now .marks{display:flex;flex-direction:column;align-items:flex-start;gap:.25rem}",
	".now dl{margin:0;display:grid;gap:.15rem}",
	".now dl div{display:flex;justify-content:space-between;gap:1rem;"
		"border-bottom:1px dotted var(--rule);padding:.1rem 0}",
	".now dt{color:var(--soft)}",
	".now dd{margin:0;font-weight:600;text-align:right;font-variant-numeric:tabular-nums}",
	".aside{font-size:.9rem;color:var(--soft)}",
	"figure{margin:.8rem 0 0}",
	".chart{display:block;width:100%;height:auto}",
	".chart text{font-size:24px;fill:var(--soft);font-variant-numeric:tabular-nums}",
	".chart .y{text-anchor:end;dominant-baseline:middle}",
	".chart .x{text-anchor:middle}.chart .end{text-anchor:end}",
	".chart path{fill:none}",
	".chart .g{stroke:var(--grid);stroke-width:1.5}",
	".chart .band{fill:var(--band)}",
	".chart .centre{stroke:var(--centre);stroke-width:2;stroke-dasharray:9 6}",
	".chart .target{stroke:var(--target);stroke-width:2.5;stroke-dasharray:2.5 5}",
	".chart .line{stroke:var(--line);stroke-width:2.5;stroke-linejoin:round}",
	".chart .dots{stroke:var(--dot);stroke-width:7;stroke-linecap:round}",
	".chart .better{stroke:var(--better-mark);stroke-width:14;stroke-linecap:round}",
	".chart .worse{fill:var(--worse-mark)}",
	".chart .neutral{fill:var(--neutral-mark)}",
	".chart circle{fill:none;stroke:var(--ink);stroke-width:2.5}",
	".chart .unfinished{fill:var(--page);stroke:var(--dot)}",
	"figcaption{display:flex;flex-wrap:wrap;gap:.1rem 1.2rem;font-size:.85rem;"
		"color:var(--soft);margin-top:.1rem}",
	".key::before{content:\"\";display:inline-block;width:1.4em;margin-right:.45em;"
		"vertical-align:.25em;border-top:2px dashed var(--centre)}",
	".k-band::before{border:0;height:.75em;vertical-align:-.02em;background:var(--band);"
		"outline:1px solid var(--rule)}",
	".k-target::before{border-top:2px dotted var(--target)}",
	".k-ring::before{border:2px solid var(--dot);border-radius:50%;width:.6em;"
		"height:.6em;vertical-align:0}",
	".parts{margin:.8rem 0 .4rem}",
	".parts td.marks .mark{margin-right:.5rem}",
	".comment{border-left:4px solid var(--strong);background:var(--tint);"
		"padding:.6rem .9rem;margin:.9rem 0;max-width:48rem}",
	".comment p{margin:0}",
	".comment .by{font-size:.85rem;color:var(--soft)}",
	".said{white-space:pre-line}",
	".notes{font-size:.9rem;color:var(--soft)}",
	".notes p{margin:.6rem 0 0}",
	".notes ul{margin:.1rem 0 0;padding-left:1.2rem}",
	".command{margin:.2rem 0;padding:.4rem .6rem;background:var(--tint);"
		"border-radius:.3rem}",
	".legend{list-style:none;padding:0}",
	".legend .mark{margin-right:.4rem;padding-left:0}",
	"#guide p,#guide ul{max-width:44rem}",
	"abbr{text-decoration:underline dotted;cursor:help}",
	"@media screen and (min-width:48rem){",
	".top{display:grid;grid-template-columns:17.5rem 1fr;gap:1.5rem 2rem;"
		"align-items:start}",
	"figure{margin:0}",
	".chart text{font-size:17px}}",
	"@media screen and (min-width:64rem){",
	".layout{display:grid;grid-template-columns:13.5rem minmax(0,1fr);gap:2.5rem}",
	"nav{position:sticky;top:0;align-self:start;max-height:100vh;overflow-y:auto;"
		"border:0;padding:1.7rem 0 1rem;font-size:.95rem}",
	"nav ul{display:block}",
	"nav li a{display:block;padding:.28rem 0;text-decoration:none}",
	"nav li a:hover{text-decoration:underline}",
	"main{padding-top:1.7rem}}",
	"@media screen and (max-width:47.99rem){",
	"h1{font-size:1.55rem}",
	".tiles{grid-template-columns:repeat(2,1fr)}",
	".trend{display:none}",
	".overview .slots{display:flex;flex-direction:column;align-items:flex-start;"
		"gap:.1rem}",
	".overview .n,.parts .n{width:25%}.overview .marks,.parts .marks{width:37%}",
	".fixed .n{width:23%}.fixed .n+.n{width:18%}.fixed th:last-child{width:22%}"
		".fixed th.what:last-child{width:37%}",
	"table{font-size:.9rem}",
	"td .mark{font-size:.82rem}",
	".periods .marks,.periods td .mark{font-size:0}.periods .mark svg{width:13px;"
		"height:13px}",
	".periods th,.periods td{padding-right:.4rem}",
	".years{font-size:.8rem}.years tbody th{font-weight:400}",
	".periods{font-size:.85rem}.periods tbody th{white-space:normal}.periods thead th{"
		"font-size:.7rem}",
	".n+td,.n+th{padding-left:.3rem}",
	".overview td.marks>div{display:flex;flex-direction:column;align-items:flex-start}",
	"th,td{padding-right:.6rem}",
	"header dl{gap:.6rem 1.8rem}}",
	"@media print{",
	"@page{size:A4;margin:14mm 13mm 15mm}",
	"html{font-size:9pt}",
	"body{print-color-adjust:exact;-webkit-print-color-adjust:exact}",
	".skip,nav,.choice,.back{display:none}",
	"header>div{padding:0}",
	"header{padding:0 0 .8rem;background:none;color:var(--ink);"
		"border-bottom:3px solid var(--head)}",
	"header dt{color:var(--soft)}",
	".layout{padding:0;max-width:none}",
	"main{padding:1rem 0 0}",
	"section{margin-bottom:1.5rem}",
	".theme{break-before:page}",
	"article,tr,.tiles,figure,.comment,.now{break-inside:avoid}",
	"h2,h3,caption,summary{break-after:avoid}",
	"thead{display:table-header-group}",
	"a{color:inherit;text-decoration:none}",
	"summary{color:var(--ink);font-weight:600;list-style:none;margin-bottom:.1rem}",
	".fixed .n{width:8rem}.fixed th.what:last-child{width:21rem}",
	".more{display:grid;grid-template-columns:10.5cm minmax(0,1fr);gap:.2cm .7cm;"
		"grid-template-rows:auto 1fr;font-size:8pt;line-height:1.3}",
	".more>details:first-child{grid-row:1/span 2}",
	".more table{font-size:7.5pt}.more .n{padding-left:0}.more .mark svg{width:6pt;"
		"height:6pt}.more td,.more th{padding-top:.08rem;padding-bottom:.08rem}.more .mark{"
		"font-size:7.5pt;padding-top:0;padding-bottom:0}",
	".links{columns:2;font-size:8.5pt}",
	".overview{break-inside:avoid}",
	"summary::-webkit-details-marker{display:none}",
	"details::details-content{content-visibility:visible;block-size:auto}",
	".top{display:grid;grid-template-columns:6.8cm 1fr;gap:.6cm}",
	"figure{margin:0}",
	".chart{max-width:9.2cm}.chart text{font-size:23px}",
	".value strong{font-size:1.8rem}",
	"th,td{padding-top:.2rem;padding-bottom:.2rem}",
	"article{padding:.5rem 0}",
	".trend{width:6.5rem}}",
	"@media (forced-colors:active){.mark,.tiles li{border:1px solid}.chart path,"
		".spark path{forced-color-adjust:none}}",
	NULL,
};
