using IncidentBot.Server.Settings;
using Microsoft.Extensions.Configuration;
using NodaTime;

namespace IncidentBot.Stories.CommandLine;

public sealed class Settings_of_nudges_and_digest
{
    [Fact]
    public void Times_are_written_as_people_say_them()
    {
        var nudges = new NudgeSettings();
        NudgeSettings.Read(nudges, Of(("Nudges:Silence", "0m"), ("Nudges:Pause", "1 h")));

        Assert.Equal(Duration.Zero, nudges.Options.Silence);
        Assert.Equal(Duration.FromHours(1), nudges.Options.Pause);
        Assert.Equal(Duration.FromMinutes(5), nudges.Options.WithoutCommander);
    }

    [Fact]
    public void The_digest_has_a_day_a_time_a_zone_and_teams()
    {
        var digest = new DigestSettings();
        DigestSettings.Read(
            digest,
            Of(
                ("Digest:Day", "friday"),
                ("Digest:At", "16:30"),
                ("Digest:Zone", "Europe/Berlin"),
                ("Digest:FirstPlaceFromDay", "15"),
                ("Digest:Teams:Platform", "@lee, Ana Silva")
            )
        );

        Assert.Equal((IsoDayOfWeek.Friday, new LocalTime(16, 30)), (digest.Options.Day, digest.Options.At));
        Assert.Equal(("Europe/Berlin", 15), (digest.Options.ZoneId, digest.Options.FirstPlaceFromDay));
        Assert.Equal("Platform", digest.Teams.Of(null, "Ana Silva"));
    }

    [Fact]
    public void Whoever_wants_no_digest_gets_none()
    {
        var digest = new DigestSettings();
        DigestSettings.Read(digest, Of(("Digest:Day", "never")));

        Assert.False(digest.Options.IsOn);
    }

    private static IConfiguration Of(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(pair => pair.Key, pair => (string?)pair.Value)).Build();
}
