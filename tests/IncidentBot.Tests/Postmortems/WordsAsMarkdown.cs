using IncidentBot.Postmortems.Writing;

namespace IncidentBot.Tests.Postmortems;

public sealed class WordsAsMarkdown
{
    [Theory]
    [InlineData("Restarted web_01 at 5% - all well (mostly), R&D asked: why?")]
    [InlineData("Queue at 5 < 10, latency <3 ms, #17 was wrong; C:\\temp is full")]
    [InlineData("-5 degrees in rack 3")]
    [InlineData("3.5 s per request")]
    public void Need_no_escape_where_they_are_only_words(string words) => Assert.Equal(words, MarkdownText.Escape(words));

    [Theory]
    [InlineData("# no heading", "\\# no heading")]
    [InlineData("- no list", "\\- no list")]
    [InlineData("+ no list", "\\+ no list")]
    [InlineData("* no list", "\\* no list")]
    [InlineData("1. no list", "1\\. no list")]
    [InlineData("12) no list", "12\\) no list")]
    [InlineData("> no quotation", "\\> no quotation")]
    [InlineData("---", "\\---")]
    [InlineData("===", "\\===")]
    [InlineData("`rm -rf`", "\\`rm -rf\\`")]
    [InlineData("a | b", "a \\| b")]
    [InlineData("_no emphasis_ but snake_case", "\\_no emphasis\\_ but snake_case")]
    [InlineData("[no](link)", "\\[no\\](link)")]
    [InlineData("<b>no</b>", "\\<b>no\\</b>")]
    [InlineData("<javascript:alert(1)>", "\\<javascript:alert(1)>")]
    [InlineData("<5@example.com>", "\\<5@example.com>")]
    [InlineData("&lt; stays", "\\&lt; stays")]
    [InlineData("\\*", "\\\\\\*")]
    [InlineData("ends in \\", "ends in \\\\")]
    [InlineData("no ~~strike~~", "no \\~\\~strike\\~\\~")]
    [InlineData("closing ##", "closing \\##")]
    [InlineData("bell\arings\0", "bell rings\ufffd")]
    public void Are_escaped_where_they_would_be_more(string words, string escaped) => Assert.Equal(escaped, MarkdownText.Escape(words));

    [Theory]
    [InlineData("see https://example.com/a_b?c=1&d=2.", "see <https://example.com/a_b?c=1&d=2>.")]
    [InlineData("(http://example.com/x_(y))", "(<http://example.com/x_(y)>)")]
    [InlineData("https://example.com/?a&lt;b", "https://example.com/?a\\&lt;b")]
    [InlineData("\\https://example.com", "\\https://example.com")]
    [InlineData("https://", "https://")]
    public void Keep_their_web_addresses(string words, string escaped) => Assert.Equal(escaped, MarkdownText.Escape(words));

    [Fact]
    public void Keep_their_line_breaks_and_begin_nothing_after_one() =>
        Assert.Equal("one\\\n  \\- two\\\n  \\\n  \\# three", MarkdownText.Escape("one\r\n- two\n\n# three\n"));

    [Fact]
    public void That_end_in_a_number_of_its_own_begin_no_list_with_the_full_stop_behind_it() =>
        Assert.Equal("retries:\\\n  &#49;2", MarkdownText.Escape("retries:\n12"));

    [Fact]
    public void Stand_on_one_line_where_there_is_but_one() => Assert.Equal("a \\*b\\* c", MarkdownText.Line(" a\n*b*\t\u2028c"));

    [Fact]
    public void Name_the_people_they_mention() =>
        Assert.Equal("ask Lee \\*Novak\\*\\\n  \\- now", MarkdownText.Escape("ask <@web:lee|Lee *Novak*>\n- now"));

    [Theory]
    [InlineData("note TEXT", "`note TEXT`")]
    [InlineData("a `b` c", "`` a `b` c ``")]
    [InlineData("``", "``` `` ```")]
    public void To_be_typed_are_code(string words, string code) => Assert.Equal(code, MarkdownText.Code(words));
}
