using IncidentBot.Storage;

namespace IncidentBot.Contracts.Store;

public sealed class SqliteLog : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("incidentbot-test");
    private Database _database = null!;

    private string File => Path.Combine(_folder.FullName, "bot.db");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await Database.OpenAsync(new SqliteDialect(File), Cancellation);

    [Fact(Timeout = 60_000)]
    public async Task What_was_committed_gets_into_the_file_while_the_writer_goes_on()
    {
        var before = new FileInfo(File).Length;
        // Far less than the length at which the writer would do it itself.
        for (var i = 0; i < 200; i++)
        {
            await _database.WriteAsync(
                "insert into people (id, name, zone, seen_at) values (@Id, @Name, 'UTC', '2026-01-01')",
                new { Id = $"web:{i}", Name = new string('a', 2_000) },
                Cancellation
            );
        }

        while (new FileInfo(File).Length == before)
        {
            await Task.Yield();
            Cancellation.ThrowIfCancellationRequested();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await _database.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
