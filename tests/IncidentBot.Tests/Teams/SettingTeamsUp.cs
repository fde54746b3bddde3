using IncidentBot.Teams;
using Microsoft.Extensions.Configuration;

namespace IncidentBot.Tests.Teams;

public sealed class SettingTeamsUp
{
    private static readonly Dictionary<string, string?> Good = new()
    {
        ["Teams:AppId"] = "3f2b7c1e-5d0a-4c58-9a43-0e6f6f0f3a11",
        ["Teams:AppPassword"] = "secret",
        ["Teams:TenantId"] = "9d0a7c1e-5d0a-4c58-9a43-0e6f6f0f3a11",
        ["Teams:IncidentTeam"] = "1d0a7c1e-5d0a-4c58-9a43-0e6f6f0f3a11",
    };

    [Fact]
    public void WithoutSettingsItIsOffAndNothingIsWrong()
    {
        var options = Read([]);

        Assert.False(options.IsOn);
        Assert.Empty(options.Problems());
    }

    [Fact]
    public void WithItsFourSettingsItIsOn()
    {
        var options = Read(Good);

        Assert.True(options.IsOn);
        Assert.Empty(options.Problems());
    }

    [Theory]
    [InlineData("Teams:AppId", "", "Teams__AppId")]
    [InlineData("Teams:AppId", "no guid", "Teams__AppId")]
    [InlineData("Teams:AppPassword", "", "Teams__AppPassword")]
    [InlineData("Teams:TenantId", "", "Teams__TenantId")]
    [InlineData("Teams:IncidentTeam", "", "Teams__IncidentChannel")]
    [InlineData("Teams:IncidentTeam", "19:x", "Teams__IncidentTeam")]
    [InlineData("Teams:IncidentChannel", "general", "Teams__IncidentChannel")]
    [InlineData("Teams:CatalogApp", "incidentbot", "Teams__CatalogApp")]
    [InlineData("Teams:AnnouncementChannel", "general", "Teams__AnnouncementChannel")]
    [InlineData("Teams:LoginUrl", "http://login.example.com", "Teams__LoginUrl")]
    [InlineData("Teams:ServiceUrl", "nowhere", "Teams__ServiceUrl")]
    [InlineData("Teams:DefaultZone", "Berlin", "Teams__DefaultZone")]
    [InlineData("Teams:DashboardUrl", "dashboard", "Teams__DashboardUrl")]
    public void AWrongSettingIsNamed(string key, string value, string named)
    {
        var problem = Assert.Single(Read(new Dictionary<string, string?>(Good) { [key] = value }).Problems());

        Assert.Contains(named, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("secret\"", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void APasswordTravelsInTheOpenOnlyToThisMachine() =>
        Assert.Empty(Read(new Dictionary<string, string?>(Good) { ["Teams:LoginUrl"] = "http://127.0.0.1:9/" }).Problems());

    private static TeamsOptions Read(Dictionary<string, string?> settings)
    {
        var options = new TeamsOptions();
        TeamsOptions.Read(options, new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        return options;
    }
}
