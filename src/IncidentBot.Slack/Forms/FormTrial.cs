using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Slack.Forms;

/// <summary>Finds the field that a refused form should change: the one without which it would not have been refused.</summary>
/// <remarks>Reading and deciding are pure, so a trial records nothing.</remarks>
internal sealed class FormTrial(IncidentStore store, IClock clock)
{
    /// <summary>The name of the field; the first one where no single field is to blame.</summary>
    public async Task<string> CulpritAsync(
        Form form,
        IReadOnlyDictionary<string, string> answers,
        Inbound inbound,
        CancellationToken cancellation
    )
    {
        // Fields with a word of their own (a time, a date, a person) can be left out; what is told cannot.
        foreach (var field in form.Fields.Where(field => field.Kind is FieldKind.Date or FieldKind.Person || field.Prefix.Length > 0))
        {
            if (answers.ContainsKey(field.Name))
            {
                var without = answers.Where(answer => answer.Key != field.Name).ToDictionary(StringComparer.Ordinal);
                if (!await IsRefusedAsync(form.Command(without), inbound, cancellation))
                {
                    return field.Name;
                }
            }
        }

        return form.Fields[0].Name;
    }

    private async Task<bool> IsRefusedAsync(string line, Inbound inbound, CancellationToken cancellation)
    {
        var blank = line.IndexOf(' ', StringComparison.Ordinal);
        var named = blank > 0 && IncidentId.TryParse(line[..blank], out var id) ? await store.FindAsync(id, cancellation) : null;
        var words = named is null ? line : line[(blank + 1)..];
        var now = clock.GetCurrentInstant();
        var zone = named?.Zone ?? TimeZones.Get(inbound.ZoneId);
        var reading = Vocabulary.Read(words, new ReadingContext(new TimeContext(now, zone, named?.StartedAt?.From), named, inbound.Who));
        var asked = new Asked(inbound.Who, inbound.Where, now) { IsSeen = inbound.IsSeen };
        return reading.Command switch
        {
            null => true,
            IncidentCommand command when named is not null => Decider.Decide(named, command, asked).Reply.Outcome == Outcome.Refused,
            Open open => Decider.Decide(new IncidentId(1), open, asked, zone.Id).Reply.Outcome == Outcome.Refused,
            _ => false,
        };
    }
}
