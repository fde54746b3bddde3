using IncidentBot.Chat.Cards;
using IncidentBot.People;
using IncidentBot.Testing;

namespace IncidentBot.Tests.Chat.Cards;

public sealed class MentionsInTexts
{
    [Fact]
    public void A_mention_becomes_a_span_of_its_own() =>
        Assert.Equal(
            [new PlainSpan("Ask "), new MentionSpan(Cast.Lee), new PlainSpan(", please")],
            Prose.Of("Ask <@fake:lee|Lee Novak>, please").Spans
        );

    [Fact]
    public void A_mention_without_a_name_shows_its_id() => Assert.Equal("Ask U012AB", Mentions.InWords("Ask <@U012AB>"));

    [Theory]
    [InlineData("<@>")]
    [InlineData("<@ x>")]
    [InlineData("<@x")]
    [InlineData("a <@ b> c")]
    [InlineData("<@<@x>")]
    public void What_only_looks_like_one_stays_words(string text) => Assert.Equal(text == "<@<@x>" ? "<@x" : text, Mentions.InWords(text));

    [Theory]
    [InlineData("Lee Novak")]
    [InlineData("Lee > Novak | <b>")]
    [InlineData("")]
    [InlineData("x\ny")]
    public void Whatever_a_person_is_called_their_mention_reads_back_as_them(string name)
    {
        var person = new Person("fake:lee", name);

        Assert.True(Mentions.Read(person.Mention, out var read, out var length));
        Assert.Equal(("fake:lee", person.Mention.Length), (read.Id, length));
    }

    [Fact]
    public void A_very_long_name_is_still_a_mention() =>
        Assert.True(Mentions.Read(new Person("fake:lee", new string('a', 1000)).Mention, out _, out _));
}
