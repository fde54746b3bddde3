using FsCheck;
using FsCheck.Fluent;
using IncidentBot.Chat;
using IncidentBot.Testing;
using NodaTime;

namespace IncidentBot.Tests.Chat;

public sealed class ReadingProperties
{
    private static readonly AnIncident Full = AnIncident
        .OpenedBy("Web stack slow at 08:00")
        .After("suspect X", "suspect Y", "task add X", "task add Y", "note Z")
        .Later(Duration.FromHours(2));

    private static readonly Config Quick = Config.QuickThrowOnFailure.WithMaxTest(2_000);

    // What people put together, in any order: options, times, marks, quotes, numbers, rubbish.
    private static readonly Gen<string> Pieces = Gen.Elements(
        "at 10:45",
        "at ?",
        "15m ago",
        "around 09:00",
        "between 08:10 and 08:30",
        "at 2026-03-03 09:00 UTC",
        "yesterday",
        "at 25:99",
        "UTC",
        "and",
        "H1",
        "T1",
        "#1",
        "#2",
        "1",
        "2d",
        "sev1",
        "sev 2",
        "private",
        "drill",
        "lead <@fake:lee|Lee Novak>",
        "due friday",
        "due 2026-04-01",
        "every 3 months",
        "for 20m",
        "next 30m",
        "@lee",
        "@me",
        "<@fake:lee|Lee Novak>",
        "<@",
        "@",
        "\"",
        "“",
        "”",
        "\"quoted words\"",
        "“The room went private”",
        "\"at 10:45 said\"",
        ":",
        "-",
        "—",
        "\n",
        "\t",
        "to",
        "list",
        "add",
        "sub",
        "done",
        "assign",
        "due",
        "snooze",
        "full",
        "all",
        "mine",
        "review",
        "publish",
        "commander",
        "communications lead",
        "identified",
        "resolved",
        "30%",
        "🔥",
        "\ud83d",
        "\u200f",
        "Database is slow",
        "It went",
        "x"
    );

    private static readonly Gen<string> Lines =
        from verb in Gen.Elements(Vocabulary.Verbs.SelectMany(verb => verb.Aliases.Prepend(verb.Name)).ToArray())
        from pieces in Gen.ListOf(Pieces)
        from glue in Gen.Elements(" ", " ", " ", "")
        from wild in Gen.OneOf(Gen.Constant(""), ArbMap.Default.GeneratorFor<string?>().Select(text => text ?? ""))
        select $"{verb} {string.Join(glue, pieces.Take(6))}{wild}";

    [Fact]
    public void No_text_whatever_makes_the_reader_stumble() => Prop.ForAll<string?>(text => Understands(text ?? "")).Check(Quick);

    [Fact]
    public void No_words_behind_a_verb_make_it_stumble() => Prop.ForAll(Lines.ToArbitrary(), Understands).Check(Quick);

    [Fact]
    public void A_command_that_is_written_back_reads_as_itself() =>
        Prop.ForAll(
                Lines.ToArbitrary(),
                line =>
                {
                    var command = Full.Read(line).Command;
                    var again = command is null ? null : Full.Read(command.Line).Command;
                    return Equals(command, again).Label($"“{line}” was read as “{command?.Line}” and then as “{again?.Line}”");
                }
            )
            .Check(Quick.WithMaxTest(20_000));

    private static bool Understands(string line)
    {
        var reading = Full.Read(line);
        return reading.Command is not null || reading.Because!.ToPlainText().Length > 0;
    }
}
