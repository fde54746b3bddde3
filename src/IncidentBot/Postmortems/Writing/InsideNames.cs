using System.Text.RegularExpressions;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.People;

namespace IncidentBot.Postmortems.Writing;

/// <summary>What people outside need not read: who took part, teams, machines, addresses, other incidents. Better one too many than one too few.</summary>
internal sealed partial class InsideNames
{
    private const string Us = "our team";
    private const string System = "an internal system";
    private const int ShortestName = 3;

    private readonly Regex? _people;

    public InsideNames(Incident incident)
    {
        var names = incident
            .Responders.Concat(incident.Entries.Select(entry => Postmortem.SpeakerOf(entry)))
            .Where(who => who.Id != Person.Bot.Id)
            .Select(who => who.Name)
            .Concat(Parties(incident).Select(party => party.Name))
            .SelectMany(name => name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Append(name))
            .Where(name => name.Length >= ShortestName)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(name => name.Length)
            .Select(Regex.Escape)
            .ToList();
        _people =
            names.Count == 0
                ? null
                : new Regex(
                    $@"(?<!\w)(?:the )?(?:{string.Join('|', names)})(?:['’]s)?(?: team)?(?!\w)",
                    RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
                    global::System.TimeSpan.FromSeconds(2)
                );
    }

    /// <summary>Words without them.</summary>
    public string LeftOut(string words)
    {
        var text = Mention().Replace(words, Us);
        text = Address().Replace(Mail().Replace(Mentions.InWords(text), Us), System);
        text = Handle().Replace(_people?.Replace(text, Us) ?? text, Us);
        text = OtherIncident().Replace(Machine().Replace(text, System), "an earlier incident");
        return Twice().Replace(text, "$1");
    }

    private static IEnumerable<Party> Parties(Incident incident) =>
        incident
            .Roles.Values.Concat(incident.Tasks.SelectMany(task => new[] { task.Owner, task.Verifier }).OfType<Party>())
            .Concat(
                incident
                    .Entries.Select(entry =>
                        entry.What switch
                        {
                            Escalated e => e.To,
                            Paged e => e.To,
                            RoleAssigned e => e.To,
                            _ => null,
                        }
                    )
                    .OfType<Party>()
            );

    [GeneratedRegex(@"<@[^>\n]*>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Mention();

    [GeneratedRegex(@"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Mail();

    [GeneratedRegex(
        @"https?://\S+|(?<!\w)(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?(?!\w)|(?<!\w)[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?::\d+)?(?!\w)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex Address();

    [GeneratedRegex(@"(?<!\w)[@#][\p{L}][\w-]*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Handle();

    // web-01, lb2-prod-3: a word with a hyphen that ends in a number, or one with a number before the hyphen.
    [GeneratedRegex(@"(?<![\w-])[a-z]+\d*(?:-[a-z0-9]+)*(?:-\d+|\d-[a-z]+)(?![\w-])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Machine();

    [GeneratedRegex(@"(?<!\w)INC-\d+(?:/T\d+)?(?!\w)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OtherIncident();

    [GeneratedRegex(@"\b(our team|an internal system)(?:(?:,| and|,? or)? \1)+\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Twice();
}
