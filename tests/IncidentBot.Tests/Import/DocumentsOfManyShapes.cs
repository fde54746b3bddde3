using IncidentBot.Import;
using IncidentBot.Testing.Documents;

namespace IncidentBot.Tests.Import;

public sealed class DocumentsOfManyShapes(ITestOutputHelper output)
{
    private static readonly string[] Sets = ["development", "held out"];
    private static readonly string[] Facts = ["times", "percentages", "entries", "tasks", "improvements"];

    public static TheoryData<string, string> Kinds => new(from set in Sets from kind in Facts select (set, kind));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Are_read_to_85_percent_and_less_than_2_percent_of_it_wrong(string set, string kind)
    {
        var score = ReadingScore.Of(set == "development" ? LabelledDocument.Development : LabelledDocument.HeldOut);

        score.Lines().ToList().ForEach(output.WriteLine);
        score.Failures.ToList().ForEach(output.WriteLine);
        Assert.InRange(score.Shares(kind).Right, 85, 100);
        Assert.InRange(score.Shares(kind).Wrong, 0, 1.99);
    }

    [Fact]
    public void Are_forty_and_more() =>
        Assert.InRange(
            LabelledDocument.Development.Concat(LabelledDocument.HeldOut).DistinctBy(document => document.Name).Count(),
            40,
            1000
        );

    [Fact]
    public void Are_all_postmortems() =>
        Assert.All(
            LabelledDocument.Development.Concat(LabelledDocument.HeldOut),
            document => Assert.Null(DocumentReader.Read(document.Text).Refusal)
        );
}
