#include "guide.h"

#include "html.h"

static const char charts[] =
	"<h3>The charts</h3>\n"
	"<p>Each chart shows a measure over time. The darker dashed line is the mean, the grey band "
	"the range that the measure\xe2\x80\x99s own ups and downs are expected to stay in. A value "
	"in the band is as ever: nothing need be explained. A marked point is a signal that something "
	"changed:</p>\n"
	"<ul class=\"legend\">\n"
	"<li><span class=\"mark better\"><svg aria-hidden=\"true\" focusable=\"false\">"
	"<use href=\"#s-improvement\"/></svg>Improvement</span> a blue circle</li>\n"
	"<li><span class=\"mark worse\"><svg aria-hidden=\"true\" focusable=\"false\">"
	"<use href=\"#s-concern\"/></svg>Concern</span> an orange square</li>\n"
	"<li><span class=\"mark neutral\"><svg aria-hidden=\"true\" focusable=\"false\">"
	"<use href=\"#s-special\"/></svg>Change</span> a purple diamond, where neither high nor low is "
	"good by itself</li>\n"
	"</ul>\n"
	"<p>A signal is a point outside the range, a run of points on one side of the mean, a steady "
	"rise or fall, or two of three points close to a limit (NHS England, Making Data Count). The "
	"large ring is the last whole period.</p>\n";

static const char status[] =
	"<h3>Target and direction</h3>\n"
	"<p>Red, amber and green compare the last value with the target of the catalogue: green meets "
	"it, amber is within its tolerance, red is not. Better and worse compare it with the period "
	"before, and say nothing of whether the difference matters; a signal does. Where there is a "
	"target, and enough points for limits that stand, the card says whether the measure, if it "
	"goes on as it does, will meet it: red this month may be chance, a range that is out of reach "
	"is not.</p>\n";

static const char hidden[] =
	"<h3>Suppressed numbers</h3>\n"
	"<p>Small numbers are not shown, because they could point to a child. They stand as "
	"\xe2\x80\x9csuppressed\xe2\x80\x9d, or as c in tables; some larger ones are hidden too, so "
	"that the small ones cannot be worked out from a total.</p>\n";

void guide_write(struct writer *writer, const struct board *board)
{
	html_put(writer, "<section id=\"guide\"><h2>How to read this page</h2>");
	writer_end_line(writer);
	html_put(writer, charts);
	html_put(writer, status);
	html_put(writer, board->hidden ? hidden : "");
	html_put(writer, "<h3>No cases</h3><p>A share of nothing is no figure. Where there was "
		"nobody to count in a period the value is \xe2\x80\x9cno cases\xe2\x80\x9d, "
		"never 0.</p></section>");
	writer_end_line(writer);
}
