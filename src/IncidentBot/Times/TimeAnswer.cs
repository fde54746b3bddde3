namespace IncidentBot.Times;

/// <summary>Reads the answer to a form's "When?": a time and nothing else, with or without "at".</summary>
public static class TimeAnswer
{
    /// <summary>The time, or a sentence that says what to type.</summary>
    public static (Moment? When, string? Wrong) Read(string said, TimeContext context)
    {
        var reading = TimeReader.ReadLeading(said, context);
        reading = reading.Found || reading.Wrong is not null ? reading : TimeReader.ReadLeading("at " + said, context);
        return reading is { Found: true, When: { } when } && reading.Rest.Trim().Length == 0
            ? (when, null)
            : (null, reading.Wrong ?? "That is no time. Type 10:45, 15m ago, around 15:00 or between 14:00 and 16:00.");
    }
}
