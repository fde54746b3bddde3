using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Tests.Times;

public sealed class ZoneReaderTests : TimeTestBase
{
    [Theory]
    [InlineData("UTC", "UTC")]
    [InlineData("Z", "UTC")]
    [InlineData("GMT", "GMT")]
    [InlineData("EST", "UTC-05")]
    [InlineData("edt", "UTC-04")]
    [InlineData("CST", "UTC-06")]
    [InlineData("CDT", "UTC-05")]
    [InlineData("MST", "UTC-07")]
    [InlineData("MDT", "UTC-06")]
    [InlineData("PST", "UTC-08")]
    [InlineData("PDT", "UTC-07")]
    [InlineData("CET", "UTC+01")]
    [InlineData("CEST", "UTC+02")]
    [InlineData("BST", "UTC+01")]
    [InlineData("IST", "Asia/Kolkata")]
    [InlineData("SAST", "Africa/Johannesburg")]
    [InlineData("WAT", "Africa/Lagos")]
    [InlineData("EAT", "Africa/Nairobi")]
    [InlineData("CAT", "Africa/Maputo")]
    [InlineData("JST", "Asia/Tokyo")]
    [InlineData("AEST", "UTC+10")]
    [InlineData("AEDT", "UTC+11")]
    [InlineData("NZST", "UTC+12")]
    [InlineData("america/new_york", "America/New_York")]
    [InlineData("America/New York", "America/New_York")]
    [InlineData(" Europe/Berlin ", "Europe/Berlin")]
    [InlineData("UTC-4", "UTC-04")]
    [InlineData("UTC-04", "UTC-04")]
    [InlineData("UTC−4", "UTC-04")]
    [InlineData("GMT+1", "UTC+01")]
    [InlineData("+05:30", "UTC+05:30")]
    [InlineData("UTC+01:00", "UTC+01")]
    [InlineData("+0530", "UTC+05:30")]
    [InlineData("UTC+0", "UTC")]
    public void A_zone_is_found(string name, string id) => Assert.Equal(id, ZoneReader.Find(name)?.Id);

    [Theory]
    [InlineData("")]
    [InlineData("Mars")]
    [InlineData("UTC+")]
    [InlineData("UTC+19")]
    [InlineData("UTC+1:75")]
    [InlineData("UTC-4 text")]
    public void Other_names_are_no_zone(string name) => Assert.Null(ZoneReader.Find(name));

    [Theory]
    [InlineData("UTC", "UTC")]
    [InlineData("Etc/UTC", "UTC")]
    [InlineData("GMT", "GMT")]
    [InlineData("UTC-04", "UTC-4")]
    [InlineData("UTC+05:30", "UTC+5:30")]
    [InlineData("Africa/Johannesburg", "SAST (UTC+2)")]
    [InlineData("America/New_York", "EDT (UTC-4)")]
    [InlineData("America/Sao_Paulo", "UTC-3")]
    [InlineData("Atlantic/Azores", "UTC")]
    public void A_zone_is_shown(string id, string words) =>
        Assert.Equal(words, ZoneReader.Display(DateTimeZoneProviders.Tzdb[id], At(Now)));

    [Fact]
    public void Winter_has_another_name() =>
        Assert.Equal("EST (UTC-5)", ZoneReader.Display(DateTimeZoneProviders.Tzdb["America/New_York"], At("2024-01-05T16:00:00Z")));
}
