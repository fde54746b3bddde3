namespace IncidentBot.Breaking;

/// <summary>A disk of a few megabytes for the tables of one database: full within a moment, and empty again.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private const string Size = "64m";

    private SmallDisk(string folder) => Folder = folder;

    public string Folder { get; }

    private string Ballast => Path.Combine(Folder, "ballast");

    /// <summary>Mounts one. Where that is not allowed the test is skipped and says so.</summary>
    public static async Task<SmallDisk> MountAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "the right to mount a small disk is absent");
        var folder = Directory.CreateTempSubdirectory("incidentbot-disk-").FullName;
        if (!await Cluster.RunAsync("mount", "-t", "tmpfs", "-o", $"size={Size}", "tmpfs", folder))
        {
            Directory.Delete(folder);
            Assert.Skip("the right to mount a small disk is absent");
        }

        return new SmallDisk(folder);
    }

    /// <summary>Takes all the room that is left.</summary>
    public async Task FillAsync()
    {
        await using var ballast = new FileStream(Ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            var page = new byte[4096];
            while (true)
            {
                await ballast.WriteAsync(page, TestContext.Current.CancellationToken);
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    /// <summary>Gives it back.</summary>
    public void MakeRoom() => File.Delete(Ballast);

    public async ValueTask DisposeAsync()
    {
        await Cluster.RunAsync("umount", Folder);
        Directory.Delete(Folder);
    }
}
