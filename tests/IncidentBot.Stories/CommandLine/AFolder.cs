namespace IncidentBot.Stories.CommandLine;

/// <summary>A folder of its own for each test, gone afterwards.</summary>
public abstract class AFolder : IDisposable
{
    protected string Folder { get; } = Directory.CreateTempSubdirectory("incidentbot-").FullName;

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected string In(string name) => Path.Combine(Folder, name);
}
