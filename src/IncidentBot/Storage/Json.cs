using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.Nudges;
using IncidentBot.Outbox;
using IncidentBot.Times;
using NodaTime;
using NodaTime.Text;

namespace IncidentBot.Storage;

/// <summary>How events, effects and replies are written in the database. Source-generated: no reflection at run time.</summary>
internal static class StoredJson
{
    private static readonly JsonSerializerOptions Options = Build();

    /// <summary>Events.</summary>
    public static JsonTypeInfo<IncidentEvent> Event { get; } = (JsonTypeInfo<IncidentEvent>)Options.GetTypeInfo(typeof(IncidentEvent));

    /// <summary>Effects.</summary>
    public static JsonTypeInfo<Effect> Effect { get; } = (JsonTypeInfo<Effect>)Options.GetTypeInfo(typeof(Effect));

    /// <summary>Replies.</summary>
    public static JsonTypeInfo<Reply> Reply { get; } = (JsonTypeInfo<Reply>)Options.GetTypeInfo(typeof(Reply));

    /// <summary>Cards, as the web chat keeps them.</summary>
    public static JsonTypeInfo<Card> Card { get; } = (JsonTypeInfo<Card>)Options.GetTypeInfo(typeof(Card));

    /// <summary>What the bot has said by itself.</summary>
    public static JsonTypeInfo<ImmutableArray<NudgeSaid>> Nudges { get; } =
        (JsonTypeInfo<ImmutableArray<NudgeSaid>>)Options.GetTypeInfo(typeof(ImmutableArray<NudgeSaid>));

    private static JsonSerializerOptions Build()
    {
        var options = new JsonSerializerOptions(StoredJsonContext.Default.Options)
        {
            // The text goes into a column, not into a page.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = StoredJsonContext.Default,
        };
        options.Converters.Add(new InstantJson());
        options.Converters.Add(new DurationJson());
        options.Converters.Add(new LocalDateJson());
        options.Converters.Add(new PeriodJson());
        options.Converters.Add(new MomentJson());
        return options;
    }
}

/// <summary>What the source generator writes for <see cref="StoredJson"/>.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase
)]
[JsonSerializable(typeof(IncidentEvent))]
[JsonSerializable(typeof(Effect))]
[JsonSerializable(typeof(Reply))]
[JsonSerializable(typeof(Card))]
[JsonSerializable(typeof(ImmutableArray<NudgeSaid>))]
internal sealed partial class StoredJsonContext : JsonSerializerContext;

/// <summary>An instant as ISO 8601 in UTC.</summary>
internal sealed class InstantJson : JsonConverter<Instant>
{
    public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        InstantPattern.ExtendedIso.Parse(reader.GetString()!).Value;

    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
        writer.WriteStringValue(InstantPattern.ExtendedIso.Format(value));
}

/// <summary>A duration as seconds.</summary>
internal sealed class DurationJson : JsonConverter<Duration>
{
    public override Duration Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Duration.FromSeconds(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, Duration value, JsonSerializerOptions options) =>
        writer.WriteNumberValue((long)value.TotalSeconds);
}

/// <summary>A date as yyyy-MM-dd.</summary>
internal sealed class LocalDateJson : JsonConverter<LocalDate>
{
    public override LocalDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        LocalDatePattern.Iso.Parse(reader.GetString()!).Value;

    public override void Write(Utf8JsonWriter writer, LocalDate value, JsonSerializerOptions options) =>
        writer.WriteStringValue(LocalDatePattern.Iso.Format(value));
}

/// <summary>A period as ISO 8601: P3M.</summary>
internal sealed class PeriodJson : JsonConverter<Period>
{
    public override Period Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        PeriodPattern.Roundtrip.Parse(reader.GetString()!).Value;

    public override void Write(Utf8JsonWriter writer, Period value, JsonSerializerOptions options) =>
        writer.WriteStringValue(PeriodPattern.Roundtrip.Format(value));
}

/// <summary>A moment as its parts: how exact, from, to, zone.</summary>
internal sealed class MomentJson : JsonConverter<Moment>
{
    public override Moment Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var parts = reader.GetString()!.Split('|');
        return StoredMoment.Of(
            (Precision)int.Parse(parts[0], CultureInfo.InvariantCulture),
            parts[1].Length == 0 ? null : InstantPattern.ExtendedIso.Parse(parts[1]).Value,
            parts[2].Length == 0 ? null : InstantPattern.ExtendedIso.Parse(parts[2]).Value,
            parts[3]
        );
    }

    public override void Write(Utf8JsonWriter writer, Moment value, JsonSerializerOptions options) =>
        writer.WriteStringValue($"{(int)value.Precision}|{Text(value.From)}|{Text(value.To)}|{value.ZoneId}");

    private static string Text(Instant? at) => at is { } instant ? InstantPattern.ExtendedIso.Format(instant) : "";
}

/// <summary>A moment from the columns it is kept in.</summary>
internal static class StoredMoment
{
    public static Moment Of(Precision precision, Instant? from, Instant? to, string zone)
    {
        // A zone that this machine's data does not know must not make an incident unreadable.
        var known = TimeZones.Get(zone).Id;
        return precision switch
        {
            Precision.Exact => Moment.Exact(from!.Value, known),
            Precision.Approximate => Moment.Approximate(from!.Value, known),
            Precision.Between => Moment.Between(from!.Value, to!.Value, known),
            _ => Moment.Unknown(known),
        };
    }
}
