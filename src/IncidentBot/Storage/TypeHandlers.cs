using System.Data;
using System.Globalization;
using Dapper;
using NodaTime;
using NodaTime.Text;

namespace IncidentBot.Storage;

/// <summary>How NodaTime's types travel: instants as UTC to the microsecond, dates as dates. The same text on both databases.</summary>
internal static class TypeHandlers
{
    private static int _registered;

    public static void Register()
    {
        if (Interlocked.Exchange(ref _registered, 1) == 0)
        {
            SqlMapper.AddTypeHandler(new InstantHandler());
            SqlMapper.AddTypeHandler(new LocalDateHandler());
        }
    }

    /// <summary>An instant as a parameter; microseconds, because PostgreSQL keeps no more.</summary>
    public static object ToParameter(Instant? instant) => instant is { } at ? at.ToDateTimeOffset() : DBNull.Value;

    /// <summary>An instant as a database gives it.</summary>
    public static Instant ToInstant(object value) =>
        value switch
        {
            DateTime time => Instant.FromDateTimeUtc(DateTime.SpecifyKind(time, DateTimeKind.Utc)),
            DateTimeOffset time => Instant.FromDateTimeOffset(time),
            string text => Instant.FromDateTimeOffset(
                DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
            ),
            _ => throw new DataException($"{value.GetType().Name} is no instant."),
        };

    private sealed class InstantHandler : SqlMapper.TypeHandler<Instant>
    {
        public override Instant Parse(object value) => ToInstant(value);

        public override void SetValue(IDbDataParameter parameter, Instant value) => parameter.Value = value.ToDateTimeOffset();
    }

    private sealed class LocalDateHandler : SqlMapper.TypeHandler<LocalDate>
    {
        public override LocalDate Parse(object value) =>
            value switch
            {
                DateTime date => LocalDate.FromDateTime(date),
                DateOnly date => LocalDate.FromDateOnly(date),
                string text => LocalDatePattern.Iso.Parse(text.Length > 10 ? text[..10] : text).Value,
                _ => throw new DataException($"{value.GetType().Name} is no date."),
            };

        public override void SetValue(IDbDataParameter parameter, LocalDate value) => parameter.Value = value.ToDateOnly();
    }
}
