using System.Data.Common;
using IncidentBot.Storage;
using Microsoft.Extensions.Options;

namespace IncidentBot.Server.Settings;

/// <summary>Which database: <c>Database__Provider</c> (sqlite, the default, or postgres) and <c>ConnectionStrings__IncidentBot</c> (a file's name, or a connection string).</summary>
internal sealed class DatabaseSettings
{
    public const string Sqlite = "sqlite";
    public const string Postgres = "postgres";

    /// <summary>Where the database is when nobody says: a newcomer finds it beside where they started the bot.</summary>
    public static readonly string DefaultFile = Path.Combine("data", "incidentbot.db");

    /// <summary>The product.</summary>
    public string Provider { get; set; } = Sqlite;

    /// <summary>Its connection string; empty for the default.</summary>
    public string Connection { get; set; } = "";

    /// <summary>Whether nobody said where the database is.</summary>
    public bool IsDefault => Connection.Length == 0;

    /// <summary>Whether it is a PostgreSQL server's.</summary>
    public bool IsPostgres => Provider.Equals(Postgres, StringComparison.OrdinalIgnoreCase);

    /// <summary>How to speak with it.</summary>
    public Dialect Dialect => IsPostgres ? new PostgresDialect(Connection) : new SqliteDialect(File);

    /// <summary>Where it is, for people: never with a user or a password.</summary>
    public string Place => IsPostgres ? $"PostgreSQL, {new PostgresDialect(Connection).Place}" : File;

    /// <summary>The SQLite file, its full path.</summary>
    public string File => Path.GetFullPath(IsDefault ? DefaultFile : FileIn(Connection));

    /// <summary>Fills the record from the settings.</summary>
    public static void Read(DatabaseSettings settings, IConfiguration configuration)
    {
        settings.Provider = configuration["Database:Provider"]?.Trim() is { Length: > 0 } provider ? provider : Sqlite;
        settings.Connection = configuration.GetConnectionString("IncidentBot")?.Trim() ?? "";
    }

    private static string FileIn(string connection)
    {
        if (!connection.Contains('=', StringComparison.Ordinal))
        {
            return connection;
        }

        var parts = new DbConnectionStringBuilder { ConnectionString = connection };
        return parts.TryGetValue("Data Source", out var file) || parts.TryGetValue("Filename", out file) ? (string)file : "";
    }

    /// <summary>Says which key is wrong, and what it should be.</summary>
    internal sealed class Validator : IValidateOptions<DatabaseSettings>
    {
        public ValidateOptionsResult Validate(string? name, DatabaseSettings options)
        {
            if (!options.IsPostgres && !options.Provider.Equals(Sqlite, StringComparison.OrdinalIgnoreCase))
            {
                return ValidateOptionsResult.Fail($"Database__Provider is “{options.Provider}”; it has to be sqlite or postgres.");
            }

            return ConnectionProblem(options) is { } problem ? ValidateOptionsResult.Fail(problem) : ValidateOptionsResult.Success;
        }

        private static string? ConnectionProblem(DatabaseSettings options)
        {
            if (options.IsPostgres)
            {
                return PostgresDialect.Understands(options.Connection)
                    ? null
                    : "ConnectionStrings__IncidentBot names no PostgreSQL database; write Host=…;Database=…;Username=…;Password=….";
            }

            try
            {
                return options.IsDefault || FileIn(options.Connection).Length > 0
                    ? null
                    : "ConnectionStrings__IncidentBot names no file; write a file's name, or Data Source=FILE.";
            }
            catch (ArgumentException)
            {
                return "ConnectionStrings__IncidentBot cannot be read; write a file's name, or Data Source=FILE.";
            }
        }
    }
}
