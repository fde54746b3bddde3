using System.Collections.Immutable;
using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.People;
using IncidentBot.Postmortems.Reviews;
using IncidentBot.Storage;

namespace IncidentBot.CorrectiveTasks;

/// <summary>
/// Finds whom a command gives work to: a person by their full or short name, a team of the settings, a user group of the platform. A name that
/// is nobody's is refused with what to type, and nothing is recorded; nobody is guessed.
/// </summary>
internal sealed class Naming(Database database, TeamBook teams)
{
    private const int MostOffered = 3;

    /// <summary>Whether a command names anybody who is to be found.</summary>
    public static bool IsNeededFor(IncidentCommand command) => command is RequestReview or IGivesWork;

    /// <summary>The command with everybody in it known, or the sentence that says who is not.</summary>
    public async Task<(IncidentCommand Command, Prose? Refusal)> ResolveAsync(
        IncidentCommand command,
        Person speaker,
        CancellationToken cancellation
    )
    {
        if (command is RequestReview { Of: { IsTeam: true } team } asking)
        {
            return (asking with { Members = await MembersAsync(team, speaker, cancellation) }, null);
        }

        if (command is not IGivesWork work || work.Parties.All(IsKnown))
        {
            return (command, null);
        }

        var people = await PeopleRows.ListAsync(database, speaker.Platform, cancellation);
        var found = ImmutableDictionary<Party, Party>.Empty;
        foreach (var party in work.Parties.Where(party => !IsKnown(party)))
        {
            if (Find(party, people) is not { } meant)
            {
                return (command, Refusal(party, work, people));
            }

            found = found.SetItem(party, meant);
        }

        var meaning = work.With(party => found.GetValueOrDefault(party, party));
        return meaning is RequestReview { Of.IsTeam: true } ? await ResolveAsync(meaning, speaker, cancellation) : (meaning, null);
    }

    // A team is asked for nothing that its people do not hear of.
    private async Task<ImmutableArray<Person>> MembersAsync(Party team, Person speaker, CancellationToken cancellation) =>
        [
            .. (await PeopleRows.ListAsync(database, speaker.Platform, cancellation))
                .Where(known => !known.IsGroup && teams.IsIn(team.Name, known.Person))
                .Select(known => known.Person),
        ];

    private static bool IsKnown(Party party) => party is { Person: not null } or { IsTeam: true };

    private Party? Find(Party party, IReadOnlyList<Known> people)
    {
        if (teams.Find(party.Name) is { } team)
        {
            return new Party(team) { IsTeam = true };
        }

        var called = people.Where(known => known.Is(party.Name)).ToList();
        return called switch
        {
            [{ IsGroup: true } group] => new Party(group.Person.Name) { IsTeam = true },
            [var known] => new Party(known.Person.Name, known.Person),
            _ => null,
        };
    }

    private static Prose Refusal(Party party, IGivesWork work, IReadOnlyList<Known> people)
    {
        var called = people.Count(known => known.Is(party.Name));
        var near = people.Where(known => !known.IsGroup && known.IsNear(party.Name)).Take(MostOffered).ToList();
        var sentence = Prose.Of(
            called > 1
                ? $"{called} people are called “{party.Name}”, so nothing was recorded. "
                : $"The bot knows nobody called “{party.Name}”, so nothing was recorded. "
        );
        sentence = near.Aggregate(
            near.Count == 0 ? sentence : sentence + "Did you mean ",
            (list, known) => list + (known == near[0] ? "" : " or ") + Prose.Mention(known.Person)
        );
        return sentence
            + (near.Count == 0 ? "" : "? ")
            + "Name a person as the chat does, with @ and picked from its list; where a team is meant, type "
            + Prose.Code(work.LineForTeam(party.Name))
            + ".";
    }
}
