using System.Data.Common;
using System.Globalization;
using NpgsqlTypes;

namespace IncidentBot.Storage;

/// <summary>A column as both products know it: SQLite keeps whatever it was given, PostgreSQL what the type says.</summary>
internal sealed record CopiedColumn(string Name, string Type)
{
    public NpgsqlDbType Kind =>
        Type switch
        {
            "bigint" => NpgsqlDbType.Bigint,
            "integer" => NpgsqlDbType.Integer,
            "smallint" => NpgsqlDbType.Smallint,
            "boolean" => NpgsqlDbType.Boolean,
            "double precision" => NpgsqlDbType.Double,
            "numeric" => NpgsqlDbType.Numeric,
            "date" => NpgsqlDbType.Date,
            "timestamp with time zone" => NpgsqlDbType.TimestampTz,
            "bytea" => NpgsqlDbType.Bytea,
            _ => NpgsqlDbType.Text,
        };

    /// <summary>The value of a row, the same from either product; null where there is none.</summary>
    public object? Read(DbDataReader reader, int ordinal)
    {
        if (reader.IsDBNull(ordinal))
        {
            return null;
        }

        var value = reader.GetValue(ordinal);
        return Kind switch
        {
            NpgsqlDbType.Bigint => Convert.ToInt64(value, CultureInfo.InvariantCulture),
            NpgsqlDbType.Integer => Convert.ToInt32(value, CultureInfo.InvariantCulture),
            NpgsqlDbType.Smallint => Convert.ToInt16(value, CultureInfo.InvariantCulture),
            NpgsqlDbType.Boolean => Convert.ToBoolean(value, CultureInfo.InvariantCulture),
            NpgsqlDbType.Double => Convert.ToDouble(value, CultureInfo.InvariantCulture),
            NpgsqlDbType.Numeric => Convert.ToDecimal(value, CultureInfo.InvariantCulture),
            NpgsqlDbType.Date => Date(value),
            NpgsqlDbType.TimestampTz => Instant(value),
            NpgsqlDbType.Bytea => (byte[])value,
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };
    }

    private static DateOnly Date(object value) =>
        value switch
        {
            DateOnly date => date,
            DateTime time => DateOnly.FromDateTime(time),
            _ => DateOnly.Parse(((string)value)[..10], CultureInfo.InvariantCulture),
        };

    // To the microsecond, which is what PostgreSQL keeps.
    private static DateTime Instant(object value)
    {
        var time =
            value as DateTime?
            ?? DateTimeOffset.Parse((string)value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).UtcDateTime;
        return new DateTime(time.Ticks / 10 * 10, DateTimeKind.Utc);
    }
}
