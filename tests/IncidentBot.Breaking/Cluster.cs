using System.Diagnostics;
using IncidentBot.Storage;
using Npgsql;

namespace IncidentBot.Breaking;

/// <summary>A PostgreSQL server of one test's own, that the test may stop, start and starve. It ends with this process, however that ends.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private const string Missing = "PostgreSQL's programs are absent (apt-get install postgresql).";

    // Reads from a pipe that only this process holds: when the process has gone, the read ends and the server goes too.
    private const string Script = """
        cd "$2" || exit 1
        trap '' INT TERM HUP
        "$1/initdb" -D data -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >log 2>&1 || { cat log; exit 1; }
        echo "listen_addresses='' " >>data/postgresql.conf
        echo "unix_socket_directories='$2'" >>data/postgresql.conf
        "$1/pg_ctl" -D data -l log -w -t 60 start >>log 2>&1 || { cat log; exit 1; }
        echo READY
        while read -r line; do "$1/pg_ctl" -D data -l log -w -t 60 $line >>log 2>&1; echo DONE; done
        "$1/pg_ctl" -D data -m immediate stop >>log 2>&1
        rm -rf "$2"
        """;

    private readonly Process _keeper;

    private Cluster(Process keeper, string folder)
    {
        _keeper = keeper;
        Folder = folder;
    }

    /// <summary>Where it lives; belongs to the user it runs as.</summary>
    public string Folder { get; }

    /// <summary>How the bot connects; as an operator writes it, without knowledge of what will come.</summary>
    public string Connection => $"Host={Folder};Username=postgres;Database=incidents";

    /// <summary>How to look into it, each time on a connection of one's own.</summary>
    public Dialect Dialect => new PostgresDialect(Connection + ";Pooling=false");

    /// <summary>What a bot is told so that it uses it.</summary>
    public (string Name, string Value)[] Environment =>
        [("Database__Provider", "postgres"), ("ConnectionStrings__IncidentBot", Connection)];

    /// <summary>Starts one with an empty database. Where PostgreSQL is absent the test is skipped and says so.</summary>
    /// <param name="tables">Where the database's tables are; null for beside everything else.</param>
    public static async Task<Cluster> StartAsync(string? tables = null)
    {
        var programs = Programs();
        Assert.SkipWhen(programs is null, Missing);
        var folder = Directory.CreateTempSubdirectory("incidentbot-pg-").FullName;
        string[] shell = ["sh", "-c", Script, "sh", programs!, folder];
        if (System.Environment.IsPrivilegedProcess)
        {
            // The server refuses to run as root.
            shell = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", .. shell];
            await RunAsync("chown", "postgres", folder);
        }

        var start = new ProcessStartInfo(shell[0], shell[1..])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var cluster = new Cluster(Process.Start(start)!, folder);
        await cluster.UntilAsync("READY");
        if (tables is not null)
        {
            await RunAsync("chown", "postgres", tables);
            await cluster.ExecuteAsync($"create tablespace small location '{tables}'");
        }

        await cluster.ExecuteAsync("create database incidents" + (tables is null ? "" : " tablespace small"));
        return cluster;
    }

    /// <summary>Has <c>pg_ctl</c> do something, such as <c>restart -m fast</c>, and waits for it.</summary>
    public async Task ControlAsync(string command)
    {
        await _keeper.StandardInput.WriteLineAsync(command);
        await _keeper.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        await UntilAsync("DONE");
    }

    /// <summary>Cuts every connection of the bots.</summary>
    public Task CutAsync() => ExecuteAsync("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'incidents'");

    /// <summary>Says something to the server, outside the bots' database.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection($"Host={Folder};Username=postgres;Database=postgres;Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Runs a program to its end; whether it went well.</summary>
    public static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true }
        )!;
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode == 0;
    }

    public async ValueTask DisposeAsync()
    {
        _keeper.StandardInput.Close();
        await _keeper.WaitForExitAsync(CancellationToken.None);
        _keeper.Dispose();
    }

    private async Task UntilAsync(string said)
    {
        var lines = new List<string>();
        while (await _keeper.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line == said)
            {
                return;
            }

            lines.Add(line);
        }

        Assert.Skip($"PostgreSQL does not start: {string.Join(' ', lines.TakeLast(5))}");
    }

    private static string? Programs() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .GetDirectories("/usr/lib/postgresql")
                .Select(version => Path.Combine(version, "bin"))
                .Where(bin => File.Exists(Path.Combine(bin, "initdb")))
                .Order(StringComparer.Ordinal)
                .LastOrDefault()
            : null;
}
