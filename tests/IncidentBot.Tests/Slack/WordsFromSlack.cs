using FsCheck;
using FsCheck.Fluent;
using IncidentBot.People;
using IncidentBot.Slack;
using IncidentBot.Slack.Incoming;

namespace IncidentBot.Tests.Slack;

public sealed class WordsFromSlack
{
    [Theory]
    [InlineData("note nothing special", "note nothing special")]
    [InlineData("role lead <@U1>", "role lead <@slack:U1|Priya Raman>")]
    [InlineData("role lead <@U1|priya>", "role lead <@slack:U1|Priya Raman>")]
    [InlineData("<@W9|grid> joined", "<@slack:W9|grid> joined")]
    [InlineData("<@U7>", "<@slack:U7|U7>")]
    [InlineData("see <#C1|ops>", "see #ops")]
    [InlineData("see <#C1|>", "see #C1")]
    [InlineData("escalate <!subteam^S1|@sre> now", "escalate @sre now")]
    [InlineData("escalate <!subteam^S1> now", "escalate @S1 now")]
    [InlineData("<!here> <!channel> <!everyone>", "@here @channel @everyone")]
    [InlineData("<!date^1700000000^{time}|22:13 UTC>", "22:13 UTC")]
    [InlineData("see <https://a.example/x>", "see https://a.example/x")]
    [InlineData("see <https://a.example/x|the wiki>", "see the wiki (https://a.example/x)")]
    [InlineData("see <http://a.example|a.example>", "see http://a.example")]
    [InlineData("mail <mailto:a@b.example|a@b.example>", "mail a@b.example")]
    [InlineData("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c")]
    [InlineData("1 &lt; 2 <@U1>", "1 < 2 <@slack:U1|Priya Raman>")]
    [InlineData("an open <@U1", "an open <@U1")]
    [InlineData("<@u1>", "<@u1>")]
    [InlineData("<>", "<>")]
    public void Are_ours(string text, string words) => Assert.Equal(words, SlackWords.Of(text, new Names()));

    [Fact]
    public void Whatever_is_sent_they_are_read() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(2000),
            Prop.ForAll(
                Gen.ArrayOf(Gen.Elements("<", ">", "@", "U1", "|", "!", "subteam^", "#", "&", "lt;", "http://", " ", "é", "x"))
                    .ToArbitrary(),
                parts => SlackWords.Of(string.Concat(parts), new Names()) is not null
            )
        );

    [Fact]
    public void What_we_escape_comes_back_as_it_was() =>
        Check.One(
            Config.QuickThrowOnFailure,
            Prop.ForAll<NonNull<string>>(text => SlackWords.Of(Mrkdwn.Escaped(text.Get), new Names()) == text.Get)
        );

    [Theory]
    [InlineData("a+b%20c", "a b c")]
    [InlineData("%E2%9C%93", "✓")]
    [InlineData("100%", "100%")]
    [InlineData("%zz%4", "%zz%4")]
    [InlineData("", "")]
    public void Fields_of_a_form_are_decoded(string value, string text) =>
        Assert.Equal(text, FormFields.Decode(System.Text.Encoding.UTF8.GetBytes(value)));

    [Fact]
    public void A_form_is_read_as_the_framework_reads_it() =>
        Check.One(
            Config.QuickThrowOnFailure,
            Prop.ForAll<NonNull<string>>(text =>
            {
                var sent = new string(text.Get.Where(letter => !char.IsSurrogate(letter)).ToArray());
                var body = $"text={Uri.EscapeDataString(sent)}&user_id=U1&command=%2Fincident&channel_id=C1";
                var command = SlashCommand.OfForm(System.Text.Encoding.UTF8.GetBytes(body));
                return command.Text == sent && command.IsComplete;
            })
        );

    private sealed class Names : INames
    {
        public Person PersonOf(string id, string label) =>
            SlackPlatform.PersonOf(
                id,
                id == "U1" ? "Priya Raman"
                    : label.Length > 0 ? label
                    : id
            );

        public string HandleOf(string id, string label) => label.Length > 0 ? label : id;
    }
}
