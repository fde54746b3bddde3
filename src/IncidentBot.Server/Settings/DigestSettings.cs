using System.Collections.Immutable;
using System.Globalization;
using IncidentBot.People;
using IncidentBot.Reminders;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;

namespace IncidentBot.Server.Settings;

/// <summary>The weekly digest: <c>Digest__Day</c>, <c>Digest__At</c>, <c>Digest__Zone</c>, and who is in which team: <c>Digest__Teams__Platform</c>.</summary>
internal sealed class DigestSettings
{
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("H':'mm");

    private readonly List<string> _wrong = [];

    /// <summary>The product's options.</summary>
    public DigestOptions Options { get; private set; } = new();

    /// <summary>Who is in which team.</summary>
    public TeamBook Teams { get; private set; } = TeamBook.None;

    /// <summary>Fills the record from the settings.</summary>
    public static void Read(DigestSettings settings, IConfiguration configuration)
    {
        var section = configuration.GetSection("Digest");
        settings.Options = settings.Day(section["Day"], settings.Options) with
        {
            At = settings.Time(section["At"], settings.Options.At),
            ZoneId = settings.Zone(section["Zone"], settings.Options.ZoneId),
            FirstPlaceFromDay = settings.FirstPlace(section["FirstPlaceFromDay"], settings.Options.FirstPlaceFromDay),
        };
        settings.Teams = new TeamBook
        {
            Members = section
                .GetSection("Teams")
                .GetChildren()
                .Aggregate(TeamBook.None.Members, (teams, team) => teams.SetItem(team.Key, Members(team.Value))),
        };
    }

    private DigestOptions Day(string? text, DigestOptions otherwise)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return otherwise;
        }

        if (text.Trim().Equals("never", StringComparison.OrdinalIgnoreCase))
        {
            return otherwise with { IsOn = false };
        }

        if (
            Enum.TryParse<IsoDayOfWeek>(text.Trim(), ignoreCase: true, out var day)
            && day != IsoDayOfWeek.None
            && char.IsLetter(text.Trim()[0])
        )
        {
            return otherwise with { Day = day };
        }

        _wrong.Add($"Digest__Day is “{text}”; it has to be a day like Monday, or never.");
        return otherwise;
    }

    private LocalTime Time(string? text, LocalTime otherwise)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return otherwise;
        }

        var time = Clock.Parse(text.Trim());
        if (!time.Success)
        {
            _wrong.Add($"Digest__At is “{text}”; it has to be a time like 09:00.");
        }

        return time.Success ? time.Value : otherwise;
    }

    private string Zone(string? text, string otherwise)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return otherwise;
        }

        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(text.Trim()) is { } zone)
        {
            return zone.Id;
        }

        _wrong.Add($"Digest__Zone is “{text}”, which is no time zone; write for example Europe/Berlin or UTC.");
        return otherwise;
    }

    private int FirstPlace(string? text, int otherwise)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return otherwise;
        }

        if (int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var day) && day is >= 1 and <= 365)
        {
            return day;
        }

        _wrong.Add($"Digest__FirstPlaceFromDay is “{text}”; it has to be a number from 1 to 365.");
        return otherwise;
    }

    private static ImmutableArray<string> Members(string? text) =>
        [.. (text ?? "").Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    /// <summary>Says which key is wrong, and what it should be.</summary>
    internal sealed class Validator : IValidateOptions<DigestSettings>
    {
        public ValidateOptionsResult Validate(string? name, DigestSettings options) =>
            options._wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(options._wrong);
    }
}
