namespace IncidentBot.Testing;

/// <summary>A description of symptoms, and the number of the incident that it means; null where it means none.</summary>
public sealed record AskedMemory(string Text, int? Answer, bool IsHeldOut);

/// <summary>The invented incidents of <c>Memories/labelled.txt</c>, and how people ask for them.</summary>
public sealed record LabelledMemories
{
    /// <summary>What is said to the bot, in order: without a number the line opens the next incident.</summary>
    public required IReadOnlyList<(int? Incident, string Line)> Lines { get; init; }

    /// <summary>Questions that one of the incidents answers.</summary>
    public required IReadOnlyList<AskedMemory> Answered { get; init; }

    /// <summary>Questions that none answers.</summary>
    public required IReadOnlyList<AskedMemory> Unanswered { get; init; }

    /// <summary>Reads them.</summary>
    public static LabelledMemories Read()
    {
        var (lines, answered, unanswered) = (new List<(int?, string)>(), new List<AskedMemory>(), new List<AskedMemory>());
        var number = 0;
        foreach (var line in Text().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#'))
        {
            var (sign, rest) = (
                line[..line.IndexOf(' ', StringComparison.Ordinal)],
                line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]
            );
            switch (sign)
            {
                case "=":
                    lines.AddRange(
                        number == 0 ? [(null, $"open {rest} sev2")] : [(number, "resolved It is over"), (null, $"open {rest} sev2")]
                    );
                    number++;
                    break;
                case "?":
                    answered.Add(new AskedMemory(rest, number, IsHeldOut: number % 2 == 0));
                    break;
                case "!":
                    unanswered.Add(new AskedMemory(rest, null, IsHeldOut: unanswered.Count % 2 == 1));
                    break;
                default:
                    lines.Add((number, line));
                    break;
            }
        }

        return new LabelledMemories
        {
            Lines = [.. lines, (number, "resolved It is over")],
            Answered = answered,
            Unanswered = unanswered,
        };
    }

    private static string Text()
    {
        using var stream = typeof(LabelledMemories).Assembly.GetManifestResourceStream("IncidentBot.Testing.Memories.labelled.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
