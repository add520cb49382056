using System.Text.Json;

namespace LogPair.Host.Doctor;

public sealed class DoctorFormsTests
{
    private static readonly IReadOnlyList<Diagnosis> Some =
    [
        new("logs", Finding.Ok("all is well")),
        new("clock", Finding.Skipped("no events")),
        new("port", Finding.Failure("it is taken", "Nobody listens.", "ss -ltnp 'sport = :9464'")),
    ];

    [Fact]
    public void PeopleGetALineForEachFindingAndASummary() => Assert.Equal("""
        ok       logs   all is well
        skipped  clock  no events
        failure  port   it is taken
                        why: Nobody listens.
                        do:  ss -ltnp 'sport = :9464'

        1 failure, 0 warnings; 1 ok, 1 skipped.

        """, DoctorText.Render(Some, hasColours: false));

    [Fact]
    public void ColoursAreOfTheVerdictsAlone() =>
        Assert.Contains("\e[1;31mfailure  \e[0mport   it is taken\n", DoctorText.Render(Some, hasColours: true),
            StringComparison.Ordinal);

    [Fact]
    public void NothingWrongIsSaidSo() => Assert.EndsWith(
        "\nNothing is wrong: 1 ok, 1 skipped.\n", DoctorText.Render([.. Some.Take(2)], hasColours: false),
            StringComparison.Ordinal);

    [Fact]
    public void ProgramsGetTheSameAsJson()
    {
        using var json = JsonDocument.Parse(DoctorJson.Render(Some));
        var findings = json.RootElement.GetProperty("findings");

        Assert.Equal("failure", json.RootElement.GetProperty("verdict").GetString());
        Assert.Equal(1, json.RootElement.GetProperty("counts").GetProperty("skipped").GetInt32());
        Assert.Equal("ss -ltnp 'sport = :9464'", findings[2].GetProperty("do").GetString());
        Assert.False(findings[0].TryGetProperty("why", out _));
    }

    [Fact]
    public void WhatWasSkippedIsNoFault() =>
        Assert.Contains("\"verdict\": \"ok\",\n  \"counts\"", DoctorJson.Render([.. Some.Take(2)]),
            StringComparison.Ordinal);
}
