using System.Diagnostics;
using System.Text.Json;
using IncidentBot.Testing;

namespace IncidentBot.Stories.CommandLine;

/// <summary>What <c>dotnet publish -t:PublishContainer</c> is told; the making itself needs the base image from its registry.</summary>
public sealed class A_container_image
{
    [Fact]
    public async Task Listens_where_it_can_be_reached_and_keeps_its_data_on_a_volume()
    {
        var project = Path.Combine(RepositoryFiles.Root, "src", "IncidentBot.Server", "IncidentBot.Server.csproj");
        var start = new ProcessStartInfo(
            "dotnet",
            [
                "msbuild",
                project,
                "-nodeReuse:false",
                "-getProperty:ContainerRepository,ContainerBaseImage,ContainerImageTags,EnableSdkContainerSupport",
                "-getItem:ContainerPort,ContainerEnvironmentVariable",
            ]
        )
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var msbuild = Process.Start(start)!;
        using var said = JsonDocument.Parse(await msbuild.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        await msbuild.WaitForExitAsync(TestContext.Current.CancellationToken);

        var properties = said.RootElement.GetProperty("Properties");
        Assert.Equal("incidentbot", properties.GetProperty("ContainerRepository").GetString());
        Assert.StartsWith(
            "mcr.microsoft.com/dotnet/aspnet:10.",
            properties.GetProperty("ContainerBaseImage").GetString(),
            StringComparison.Ordinal
        );
        Assert.EndsWith(";latest", properties.GetProperty("ContainerImageTags").GetString(), StringComparison.Ordinal);
        var items = said.RootElement.GetProperty("Items");
        var port = Assert.Single(items.GetProperty("ContainerPort").EnumerateArray()).GetProperty("Identity").GetString();
        var environment = items
            .GetProperty("ContainerEnvironmentVariable")
            .EnumerateArray()
            .ToDictionary(item => item.GetProperty("Identity").GetString()!, item => item.GetProperty("Value").GetString());
        Assert.Equal($"http://0.0.0.0:{port}", environment["Urls"]);
        Assert.Equal("/data/incidentbot.db", environment["ConnectionStrings__IncidentBot"]);
    }
}
