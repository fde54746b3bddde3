using System.Data.Common;
using System.Diagnostics;
using IncidentBot.Benchmarks.Peers;
using IncidentBot.Testing.Slack;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace IncidentBot.Benchmarks.Stores;

/// <summary>
/// What the bot is measured by: an endpoint in a process of its own that verifies Slack's signature, inserts one row and commits it with the same
/// durability as the bot, and answers. It reads nothing, decides nothing and knows no duplicates.
/// </summary>
internal sealed class BareServer : IAsyncDisposable
{
    /// <summary>The argument that makes this program that server.</summary>
    public const string Argument = "bare-server";

    private readonly Process _process;

    private BareServer(Process process, Uri commands)
    {
        _process = process;
        Commands = commands;
    }

    /// <summary>Where it takes slash commands.</summary>
    public Uri Commands { get; }

    /// <summary>Is the server, until its standard input closes.</summary>
    public static async Task ServeAsync(string database, string secret)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        await using var rows = await BareRows.OpenAsync(database);
        app.MapPost("/slack/commands", (RequestDelegate)(context => AnswerAsync(context, secret, rows)));
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
    }

    /// <summary>Starts it on a file or a PostgreSQL database of its own.</summary>
    public static async Task<BareServer> StartAsync(string database, string secret)
    {
        var process = ThisProgram.Start(Argument, database, secret);
        var address = new Uri(await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server ended."));
        return new BareServer(process, new Uri(address, "slack/commands"));
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task AnswerAsync(HttpContext context, string secret, BareRows rows)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var timestamp = long.Parse(context.Request.Headers[SlackSignature.TimestampHeader].ToString(), null);
        if (SlackSignature.Sign(secret, timestamp, body) != context.Request.Headers[SlackSignature.SignatureHeader])
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        await rows.InsertAsync(body);
        await context.Response.WriteAsync("noted");
    }
}

/// <summary>One row a transaction, on the disk before it is answered.</summary>
internal abstract class BareRows : IAsyncDisposable
{
    protected const string Table = "create table notes (id bigint not null primary key, text text not null, noted_at text not null)";

    private long _id;

    /// <summary>Opens a database by a file's name or by a connection string, and makes the table.</summary>
    public static async Task<BareRows> OpenAsync(string database) =>
        database.Contains('=', StringComparison.Ordinal) ? await PostgresRows.CreateAsync(database) : new SqliteRows(database);

    public abstract Task InsertAsync(string text);

    public abstract ValueTask DisposeAsync();

    protected async Task InsertAsync(DbCommand command, string text)
    {
        Set(command, text);
        await command.ExecuteNonQueryAsync();
    }

    protected void Set(DbCommand command, string text)
    {
        command.CommandText = "insert into notes (id, text, noted_at) values (@id, @text, @at)";
        Add(command, "id", Interlocked.Increment(ref _id));
        Add(command, "text", text);
        Add(command, "at", "2026-03-03T10:00:00Z");
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }

    // One connection that is taken in turn: several would only wait for each other's lock.
    private sealed class SqliteRows : BareRows
    {
        private readonly SqliteConnection _connection;
        private readonly Lock _lock = new();

        public SqliteRows(string file)
        {
            _connection = new SqliteConnection($"Data Source={file};Pooling=false");
            _connection.Open();
            using var command = _connection.CreateCommand();
            command.CommandText = $"pragma journal_mode = wal; pragma synchronous = full; {Table}";
            command.ExecuteNonQuery();
        }

        public override Task InsertAsync(string text)
        {
            lock (_lock)
            {
                using var command = _connection.CreateCommand();
                Set(command, text);
                command.ExecuteNonQuery();
            }

            return Task.CompletedTask;
        }

        public override ValueTask DisposeAsync() => _connection.DisposeAsync();
    }

    private sealed class PostgresRows(NpgsqlDataSource source) : BareRows
    {
        public static async Task<PostgresRows> CreateAsync(string connection)
        {
            var builder = new NpgsqlConnectionStringBuilder(connection)
            {
                MaxAutoPrepare = 10,
                NoResetOnClose = true,
                MaxPoolSize = 100,
            };
            var source = NpgsqlDataSource.Create(builder.ToString());
            await using var command = source.CreateCommand(Table);
            await command.ExecuteNonQueryAsync();
            return new PostgresRows(source);
        }

        public override async Task InsertAsync(string text)
        {
            await using var connection = await source.OpenConnectionAsync();
            await using var command = connection.CreateCommand();
            await InsertAsync(command, text);
        }

        public override ValueTask DisposeAsync() => source.DisposeAsync();
    }
}
