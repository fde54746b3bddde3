using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Testing;

namespace IncidentBot.Tests.Chat;

public sealed class EveryVerb
{
    private static readonly AnIncident Full = AnIncident.Opened.After("suspect X", "suspect Y", "task add X", "task add Y");

    public static TheoryData<string> Names => [.. Vocabulary.Verbs.Select(verb => verb.Name)];

    public static TheoryData<string> Examples => [.. Vocabulary.Verbs.SelectMany(verb => verb.Examples)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_explained_with_an_example(string name)
    {
        var verb = Vocabulary.Find(name)!;

        Assert.EndsWith(".", verb.Help, StringComparison.Ordinal);
        Assert.NotEmpty(verb.Examples);
        Assert.Equal(verb.Name.ToLowerInvariant(), verb.Name);
        Assert.Contains(verb.Examples[0], Help(name), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Has_examples_that_can_be_typed_as_they_stand(string example)
    {
        var line = example.StartsWith("INC-42 ", StringComparison.Ordinal) ? example[7..] : example;

        Assert.Null(Full.Later(NodaTime.Duration.FromHours(8)).Read(line).Because);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_found_in_any_case_and_with_a_slash(string name)
    {
        Assert.Equal($"{Full.Read(name)}", $"{Full.Read(name.ToUpperInvariant())}");
        Assert.Equal($"{Full.Read(name)}", $"{Full.Read("/" + name)}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Without_words_is_read_or_says_what_to_type(string name)
    {
        var reading = Full.Read(name);

        Assert.True(reading.Command is not null || reading.Because!.ToPlainText().Contains(name, StringComparison.Ordinal));
    }

    [Fact]
    public void Has_words_that_no_other_has()
    {
        var words = Vocabulary.Verbs.SelectMany(verb => verb.Aliases.Prepend(verb.Name)).ToList();

        Assert.Equal(words.Count, words.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void Stands_in_the_help()
    {
        var help = Help("");

        Assert.All(Vocabulary.Verbs, verb => Assert.Contains($"`{verb.Name}` {verb.Help}", help, StringComparison.Ordinal));
    }

    [Fact]
    public void That_speaks_of_an_incident_asks_which_where_there_is_none() =>
        Assert.All(
            Vocabulary.Verbs.Where(verb => verb.NeedsIncident),
            verb => Assert.True(Vocabulary.Read(verb.Name + " X", new ReadingContext(default, null, Cast.Amara)).LacksIncident)
        );

    private static string Help(string about) =>
        PlainTextCard.Render(new HelpFor(about).AnswerAsync(null!, TestContext.Current.CancellationToken).Result.Card);
}
