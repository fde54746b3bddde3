using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;

namespace IncidentBot.Testing;

/// <summary>
/// A PostgreSQL server for the tests of this process: the one that <c>INCIDENTBOT_TEST_POSTGRES</c> names, or a throw-away cluster from
/// this machine's own programs. Started when the first test wants it; it ends with this process, however that ends.
/// </summary>
public static class PostgresCluster
{
    private const string Setting = "INCIDENTBOT_TEST_POSTGRES";

    // Reads from a pipe that only this process holds: when the process has gone, the read ends and the cluster goes too.
    private const string Script = """
        cd "$2" || exit 1
        trap '' INT TERM HUP
        "$1/initdb" -D data -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >log 2>&1 || { cat log; exit 1; }
        "$1/pg_ctl" -D data -l log -w -t 60 -o "-c listen_addresses='' -c unix_socket_directories='$2' -c max_connections=500" start >>log 2>&1 || { cat log; exit 1; }
        echo READY
        while read -r line; do "$1/pg_ctl" -D data -l log -w -m fast $line >>log 2>&1; echo DONE; done
        "$1/pg_ctl" -D data -m immediate stop >>log 2>&1
        rm -rf "$2"
        """;

    private static readonly Lazy<Task<Found>> Server = new(FindAsync);
    private static readonly ConcurrentBag<string> Free = [];
    private static int _databases;

    // Held for as long as this process lives: its pipe is what keeps the cluster.
    private static Process? _keeper;

    /// <summary>Why there is no server; null where there is one.</summary>
    public static async Task<string?> MissingAsync() => (await Server.Value).Missing;

    /// <summary>Gives an empty database of one's own, by how to connect to it.</summary>
    public static async Task<string> TakeDatabaseAsync()
    {
        var server = await Server.Value;
        if (!Free.TryTake(out var name))
        {
            name = $"incidentbot_test_{Environment.ProcessId}_{Interlocked.Increment(ref _databases)}";
            await RunAsync(server.Connection!, $"create database {name}");
        }

        return new NpgsqlConnectionStringBuilder(server.Connection) { Database = name }.ToString();
    }

    /// <summary>Takes a database back, whoever is still connected to it. On a throw-away cluster it is emptied, which is quicker than a new one.</summary>
    public static async Task GiveBackAsync(string connection)
    {
        var server = await Server.Value;
        var name = new NpgsqlConnectionStringBuilder(connection).Database!;
        if (_keeper is null)
        {
            await RunAsync(server.Connection!, $"drop database if exists {name} with (force)");
            return;
        }

        await RunAsync(
            connection + ";Pooling=false",
            """
            select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid();
            drop schema if exists hangfire cascade;
            drop schema public cascade;
            create schema public;
            """
        );
        Free.Add(name);
    }

    private static async Task RunAsync(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<Found> FindAsync()
    {
        if (Environment.GetEnvironmentVariable(Setting) is { Length: > 0 } named)
        {
            return new Found(named, null);
        }

        var programs = Programs();
        return programs is null
            ? new Found(null, $"PostgreSQL's programs are absent (apt-get install postgresql), and {Setting} names no server.")
            : await StartAsync(programs);
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

    private static async Task<Found> StartAsync(string programs)
    {
        var folder = Directory.CreateTempSubdirectory("incidentbot-pg-").FullName;
        string[] shell = ["sh", "-c", Script, "sh", programs, folder];
        if (Environment.IsPrivilegedProcess)
        {
            // The server refuses to run as root.
            shell = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", .. shell];
            using var owner = Process.Start("chown", ["postgres", folder]);
            await owner.WaitForExitAsync();
        }

        var start = new ProcessStartInfo(shell[0], shell[1..])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        _keeper = Process.Start(start)!;
        var said = new List<string>();
        while (await _keeper.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line == "READY")
            {
                return new Found($"Host={folder};Username=postgres;Database=postgres;Maximum Pool Size=50;Timeout=60", null);
            }

            said.Add(line);
        }

        return new Found(null, $"PostgreSQL does not start: {string.Join(' ', said.TakeLast(5))}");
    }

    private sealed record Found(string? Connection, string? Missing);
}
