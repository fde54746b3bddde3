using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.People;

namespace IncidentBot.Responders;

/// <summary>Gives somebody a role.</summary>
public sealed record AssignRole(string Role, Party To) : IncidentCommand
{
    /// <summary>How it is said.</summary>
    public static Verb Verb { get; } =
        new(
            "role",
            "ROLE [@who]",
            "Gives somebody a role, or you where nobody is named: commander, communications lead, scribe or any other.",
            ReadRole
        )
        {
            Aliases = ["assign"],
            Examples = ["role commander @amara", "role scribe", "role communications lead @lee"],
        };

    /// <summary>The short way to the commander's role.</summary>
    public static Verb LeadVerb { get; } =
        new(
            "lead",
            "[@who]",
            "Makes somebody the commander, or you where nobody is named.",
            (words, context) => Read(Responders.Role.Commander, words, context)
        )
        {
            Aliases = ["commander", "ic"],
            Examples = ["lead", "lead @amara"],
        };

    /// <inheritdoc />
    public override bool IsForTheRecord => false;

    /// <inheritdoc />
    public override string Line => $"{Verb.Name} {Role.Replace(' ', '-')} {At}{To.Spoken}";

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked)
    {
        var holder = incident.Roles.GetValueOrDefault(Role);
        return holder == To
            ? Decision.Nothing($"{To} is the {Role} already; nothing to change.")
            : Decision.Record(new RoleAssigned(Role, To, holder), When);
    }

    private static Reading ReadRole(string words, ReadingContext context)
    {
        foreach (var name in Responders.Role.TwoWordNames)
        {
            if (words.StartsWith(name, StringComparison.OrdinalIgnoreCase) && (words.Length == name.Length || words[name.Length] == ' '))
            {
                return Read(Responders.Role.Named(name.Replace(' ', '-')), words[name.Length..].Trim(), context);
            }
        }

        var (word, rest) = Phrase.Word(words);
        var role = Responders.Role.Named(word).Replace('-', ' ');
        return word.Length is 0 or > 40 || word[0] is '@' or '<'
            ? Reading.NotUnderstood(
                "Which role? Type `role commander @who`, `role scribe @who`, `role communications lead @who`, or any other role's name."
            )
            : Read(role, rest, context);
    }

    private static Reading Read(string role, string words, ReadingContext context)
    {
        var (when, rest, wrong) = Phrase.Timed(words, context);
        if (wrong is not null)
        {
            return Reading.NotUnderstood(wrong);
        }

        if (
            rest.Length == 0
            || rest.Equals("me", StringComparison.OrdinalIgnoreCase)
            || rest.Equals("@me", StringComparison.OrdinalIgnoreCase)
        )
        {
            return Phrase.Stamp(new AssignRole(role, new Party(context.Speaker.Name, context.Speaker)), when);
        }

        if (!Phrase.Party(rest, bare: true, out var party, out var tail))
        {
            return Reading.NotUnderstood($"Who is the {role}? Type `role {role} @who`.");
        }

        var (later, unread, _) = when is null ? Phrase.Timed(tail, context) : (when, tail, null);
        return unread.Length > 0
            ? Reading.NotUnderstood($"“{unread}” was not understood. Type `role {role} @who` and nothing behind it.")
            : Phrase.Stamp(new AssignRole(role, Phrase.Meant(party, context)), later);
    }
}
