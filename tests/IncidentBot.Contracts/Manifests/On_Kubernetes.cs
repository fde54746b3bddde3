using IncidentBot.Testing;

namespace IncidentBot.Contracts.Manifests;

/// <summary>The manifests, held against the types and schemas that are generated from Kubernetes' own API description.</summary>
public sealed class On_Kubernetes : IDisposable
{
    private static readonly string Manifests = Path.Combine(RepositoryFiles.Root, "manifests", "kubernetes");

    private readonly string _folder = Directory.CreateTempSubdirectory("incidentbot-kubernetes-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Every_object_is_one_that_Kubernetes_takes() => Assert.Equal(["READY 5"], await CheckAsync(Manifests));

    [Fact]
    public async Task A_wrong_value_and_a_misspelt_name_would_be_found()
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Manifests, "deployment.yaml"), TestContext.Current.CancellationToken);
        var wrong = text.Replace("replicas: 2", "replicas: two", StringComparison.Ordinal)
            .Replace("readinessProbe:", "readynessProbe:", StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(_folder, "deployment.yaml"), wrong, TestContext.Current.CancellationToken);

        var found = await CheckAsync(_folder);

        Assert.Contains(found, line => line.Contains("replicas must be integer", StringComparison.Ordinal));
        Assert.Contains(found, line => line.Contains("readynessProbe", StringComparison.Ordinal));
    }

    // What no schema knows: the parts have to know each other, and the bot.
    [Fact]
    public async Task They_agree_with_each_other_and_with_the_bot()
    {
        var deployment = await File.ReadAllTextAsync(Path.Combine(Manifests, "deployment.yaml"), TestContext.Current.CancellationToken);
        var config = await File.ReadAllTextAsync(Path.Combine(Manifests, "config.yaml"), TestContext.Current.CancellationToken);
        var project = await File.ReadAllTextAsync(
            Path.Combine(RepositoryFiles.Root, "src", "IncidentBot.Server", "IncidentBot.Server.csproj"),
            TestContext.Current.CancellationToken
        );

        Assert.Contains("path: /health/ready", deployment, StringComparison.Ordinal);
        Assert.Contains("path: /health/live", deployment, StringComparison.Ordinal);
        Assert.Contains("containerPort: 8080", deployment, StringComparison.Ordinal);
        Assert.Contains("Urls: http://0.0.0.0:8080", config, StringComparison.Ordinal);
        Assert.Contains("""<ContainerPort Include="8080" Type="tcp" />""", project, StringComparison.Ordinal);
        Assert.Contains("Database__Provider: postgres", config, StringComparison.Ordinal);
        Assert.Contains("CHANGE-ME", config, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> CheckAsync(string folder)
    {
        Assert.SkipWhen(PeerProcess.Missing is not null, PeerProcess.Missing ?? "");
        await using var check = await PeerProcess.StartAsync("kubernetes/check.mjs", folder);
        return check.Lines;
    }
}
