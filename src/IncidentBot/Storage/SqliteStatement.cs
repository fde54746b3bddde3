using System.Buffers;
using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace IncidentBot.Storage;

/// <summary>
/// A statement of the one writer, given to SQLite itself: ADO.NET makes a reader, an enumeration and a binder for each parameter, every time,
/// which costs more than SQLite does. Values are written as ADO.NET's provider writes them, so that both read the same.
/// </summary>
internal sealed class SqliteStatement : PreparedStatement
{
    // Enough for what is usual on the stack; a letter takes at most three bytes.
    private const int Short = 768;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly int[] _places;

    /// <exception cref="SqliteException">SQLite does not understand it.</exception>
    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
        _places = new int[raw.sqlite3_bind_parameter_count(_statement)];
        for (var i = 0; i < _places.Length; i++)
        {
            _places[i] = raw.sqlite3_bind_parameter_index(_statement, "@p" + i);
        }
    }

    // The transaction is the connection's.
    public override void Join(DbTransaction transaction) { }

    public override Task<int> ExecuteAsync(ReadOnlySpan<object?> values)
    {
        Run(values);
        var changes = raw.sqlite3_changes(_database);
        raw.sqlite3_reset(_statement);
        return Task.FromResult(changes);
    }

    public override Task<object?> ScalarAsync(ReadOnlySpan<object?> values)
    {
        var value = Run(values) ? First() : null;
        raw.sqlite3_reset(_statement);
        return Task.FromResult(value);
    }

    public override ValueTask DisposeAsync()
    {
        _statement.Dispose();
        return ValueTask.CompletedTask;
    }

    private bool Run(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            Check(Bind(_places[i], values[i]));
        }

        var result = raw.sqlite3_step(_statement);
        if (result is raw.SQLITE_ROW or raw.SQLITE_DONE)
        {
            return result == raw.SQLITE_ROW;
        }

        try
        {
            Check(result);
            return false;
        }
        finally
        {
            // Only now: it forgets what went wrong.
            raw.sqlite3_reset(_statement);
        }
    }

    private int Bind(int place, object? value) =>
        value switch
        {
            null or DBNull => raw.sqlite3_bind_null(_statement, place),
            string text => Bind(place, text),
            long number => raw.sqlite3_bind_int64(_statement, place, number),
            int number => raw.sqlite3_bind_int64(_statement, place, number),
            bool flag => raw.sqlite3_bind_int64(_statement, place, flag ? 1 : 0),
            double number => raw.sqlite3_bind_double(_statement, place, number),
            DateTimeOffset time => Bind(place, time),
            DateOnly day => Bind(place, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            _ => throw new InvalidOperationException($"Nobody has said how {value.GetType().Name} is written."),
        };

    private int Bind(int place, string text)
    {
        if (text.Length == 0)
        {
            return raw.sqlite3_bind_text(_statement, place, "");
        }

        var rented = text.Length * 3 <= Short ? null : ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        Span<byte> bytes = rented ?? stackalloc byte[Short];
        var result = raw.sqlite3_bind_text(_statement, place, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return result;
    }

    private int Bind(int place, DateTimeOffset time)
    {
        Span<byte> bytes = stackalloc byte[SqliteTime.Length];
        return raw.sqlite3_bind_text(_statement, place, bytes[..SqliteTime.Write(time, bytes)]);
    }

    private object First() =>
        raw.sqlite3_column_type(_statement, 0) switch
        {
            raw.SQLITE_INTEGER => raw.sqlite3_column_int64(_statement, 0),
            raw.SQLITE_FLOAT => raw.sqlite3_column_double(_statement, 0),
            raw.SQLITE_TEXT => raw.sqlite3_column_text(_statement, 0).utf8_to_string(),
            _ => DBNull.Value,
        };

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
