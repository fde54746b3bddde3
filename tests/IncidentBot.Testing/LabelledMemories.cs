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
    /// <param name="name">Which file of <c>Memories</c>.</param>
    public static LabelledMemories Read(string name = "labelled")
    {
        var (lines, answered, unanswered) = (new List<(int?, string)>(), new List<AskedMemory>(), new List<AskedMemory>());
        var number = 0;
        foreach (var line in Text(name).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#'))
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

    /// <summary>How people ask for the invented documents.</summary>
    /// <param name="numbers">Which incident each of them became.</param>
    public static IReadOnlyList<AskedMemory> OnDocuments(IReadOnlyDictionary<string, int> numbers) =>
        [
            .. Text("heldout")
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(line => line[0] != '#')
                .Select(line => line.Split(' ', line[0] == '?' ? 3 : 2))
                .Select(parts => new AskedMemory(parts[^1], parts.Length == 3 ? numbers[parts[1]] : null, IsHeldOut: true)),
        ];

    private static string Text(string name)
    {
        using var stream = typeof(LabelledMemories).Assembly.GetManifestResourceStream($"IncidentBot.Testing.Memories.{name}.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
