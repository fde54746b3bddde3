using IncidentBot.Server.Settings;
using Microsoft.Extensions.Configuration;

namespace IncidentBot.Stories.CommandLine;

public sealed class Settings_of_wording
{
    [Fact]
    public void There_is_no_model_unless_somebody_sets_one() => Assert.Null(Read().Options);

    [Fact]
    public void A_model_of_this_machine_needs_no_key_and_reads_nothing_private()
    {
        var wording = Read(("Wording:Endpoint", "http://127.0.0.1:11434/v1/"), ("Wording:Model", "llama")).Options!;

        Assert.Equal("llama", wording.Model);
        Assert.False(wording.IsForPrivate);
        Assert.Equal(TimeSpan.FromMinutes(1), wording.Patience);
    }

    [Theory]
    [InlineData("Wording:Endpoint", "not an address", "Wording__Endpoint")]
    [InlineData("Wording:Endpoint", "https://user:secret@example.com/v1", "Wording__Endpoint")]
    [InlineData("Wording:Endpoint", "", "Wording__Model")]
    [InlineData("Wording:Model", "", "Wording__Model")]
    [InlineData("Wording:Seconds", "soon", "Wording__Seconds")]
    [InlineData("Wording:PrivateIncidents", "perhaps", "Wording__PrivateIncidents")]
    public void A_wrong_setting_is_named_and_no_secret_repeated(string key, string value, string named)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Wording:Endpoint"] = "https://api.example.com/v1",
            ["Wording:Model"] = "m",
            ["Wording:Key"] = "secret",
            [key] = value,
        };

        var failure = Assert.Single(
            new WordingSettings.Validator().Validate(null, Read([.. settings.Select(pair => (pair.Key, pair.Value))])).Failures!
        );

        Assert.StartsWith(named, failure, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure, StringComparison.Ordinal);
    }

    private static WordingSettings Read(params (string Key, string Value)[] settings)
    {
        var wording = new WordingSettings();
        WordingSettings.Read(
            wording,
            new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(pair => pair.Key, pair => (string?)pair.Value)).Build()
        );
        return wording;
    }
}
