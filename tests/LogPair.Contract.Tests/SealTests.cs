using System.Diagnostics;
using System.Text;
using CsCheck;
using LogPair.Testing;

namespace LogPair.Contract.Tests;

public sealed class SealTests
{
    [Fact]
    public void EverySealIsReadAsItWasWritten()
    {
        using var volume = new TempVolume();
        var count = Gen.Long[0, long.MaxValue];
        var time = Gen.DateTimeOffset.Nullable();
        var seals = Gen.Select(count, count, Gen.ULong, time, time, Gen.Dictionary(Gen.String.AlphaNumeric, count)[0, 4], count)
            .Select((bytes, lines, hash, first, last, dropped, torn) => new Seal
            {
                Bytes = bytes,
                Lines = lines,
                Hash = hash,
                FirstEvent = first,
                LastEvent = last,
                Dropped = dropped,
                TornBytes = torn,
            });

        seals.Sample(
            seal =>
            {
                seal.Write(volume["app20261122.log.seal"]);
                return Seal.Read(volume["app20261122.log.seal"]).Equals(seal);
            },
            iter: 200, threads: 1);
    }

    [Fact]
    public void TheWorkedExampleOfTheDocumentationIsRight()
    {
        var page = File.ReadAllText(Repository.Path("docs/contract.md"));
        var digest = new SegmentDigest();

        digest.Append(Encoding.UTF8.GetBytes(Repository.Block(page, "segment")));
        var outcome = Seal.TryParse(Encoding.UTF8.GetBytes(Repository.Block(page, "seal")), out var seal, out var problem);

        Assert.Equal((ContractReadOutcome.Read, null), (outcome, problem));
        Assert.Equal((digest.Bytes, digest.Lines, digest.Hash), (seal!.Bytes, seal.Lines, seal.Hash));
    }

    [Fact]
    public void ASealIsReadableByTheGroupAndLeavesNothingBesides()
    {
        using var volume = new TempVolume();
        File.WriteAllText(volume["s.seal.tmp"], "left by a killed writer");

        Some.Seal().Write(volume["s.seal"]);

        Assert.Equal([volume["s.seal"]], Directory.GetFiles(volume.Path));
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode expected = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
            Assert.Equal(expected, File.GetUnixFileMode(volume["s.seal"]));
        }
    }

    [Fact]
    public void ASealOfAFutureVersionIsRefusedWithAMessageThatHelps()
    {
        using var volume = new TempVolume();
        File.WriteAllText(volume["s.seal"], """{"size": {"unit": "bytes"}, "version": 2}""");

        var outcome = Seal.TryRead(volume["s.seal"], out var seal, out var problem);

        Assert.Equal((ContractReadOutcome.UnknownVersion, null), (outcome, seal));
        Assert.Equal(
            $"seal {volume["s.seal"]}: is of contract version 2, and this program knows versions up to 1. "
            + "Update the older side of the pair: generator and processor must know the same version.",
            problem);
        Assert.Equal(problem, Assert.Throws<InvalidDataException>(() => Seal.Read(volume["s.seal"])).Message);
    }

    [Fact]
    public void MembersThatAreNotKnownAreSkipped()
    {
        const string text = """{"version":1,"bytes":1,"note":{"a":[1,2]},"lines":1,"xxh3":"000000000000000f","more":[]}""";

        Assert.Equal(ContractReadOutcome.Read, Seal.TryParse(Encoding.UTF8.GetBytes(text), out var seal, out _));

        Assert.Equal(15ul, seal!.Hash);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"version":"1"}""")]
    [InlineData("""{"version":1}""")]
    [InlineData("""{"version":1,"bytes":-1,"lines":0,"xxh3":"0000000000000000"}""")]
    [InlineData("""{"version":1,"bytes":1.5,"lines":0,"xxh3":"0000000000000000"}""")]
    [InlineData("""{"version":1,"bytes":0,"lines":0,"xxh3":"00000000000000zz"}""")]
    [InlineData("""{"version":1,"bytes":0,"lines":0,"xxh3":null}""")]
    [InlineData("""{"version":1,"bytes":0,"lines":0,"xxh3":"0000000000000000","dropped":[]}""")]
    [InlineData("""{"version":1,"bytes":0,"lines":0,"xxh3":"0000000000000000","firstEvent":"yesterday"}""")]
    [InlineData("""{"version":1,"bytes":0,"lines":0,"xxh3":"0000000000000000"} more""")]
    public void ADamagedSealIsNamedAndNeverThrows(string text)
    {
        var outcome = Seal.TryParse(Encoding.UTF8.GetBytes(text), out var seal, out var problem);

        Assert.Equal((ContractReadOutcome.Damaged, null), (outcome, seal));
        Assert.NotNull(problem);
    }

    [Fact]
    public void ASealCutShortAnywhereIsDamaged()
    {
        using var volume = new TempVolume();
        Some.Seal().Write(volume["s.seal"]);
        var whole = File.ReadAllBytes(volume["s.seal"]).AsSpan().TrimEnd((byte)'\n');

        for (var length = 0; length < whole.Length; length++)
            Assert.Equal(ContractReadOutcome.Damaged, Seal.TryParse(whole[..length], out _, out _));
    }

    [Fact]
    public void AMissingSealALinkAndAnEndlessFileHaveTheirOwnOutcomes()
    {
        using var volume = new TempVolume();
        File.CreateSymbolicLink(volume["link.seal"], "/dev/zero");
        File.WriteAllBytes(volume["long.seal"], new byte[Seal.MaxFileBytes + 1]);

        Assert.Equal(ContractReadOutcome.Missing, Seal.TryRead(volume["none.seal"], out _, out _));
        Assert.Equal(ContractReadOutcome.Damaged, Seal.TryRead(volume["link.seal"], out _, out _));
        Assert.Equal(ContractReadOutcome.Damaged, Seal.TryRead(volume["long.seal"], out _, out _));
    }

    [Fact]
    public async Task NeitherAPipeNorADirectoryNorADeviceInItsPlaceKeepsAReaderWaiting()
    {
        using var volume = new TempVolume();
        using var make = Process.Start("mkfifo", volume["pipe.seal"]);
        await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        Directory.CreateDirectory(volume["directory.seal"]);

        foreach (var path in new[] { volume["pipe.seal"], volume["directory.seal"], "/dev/zero" })
        {
            var reading = Task.Run(() => Seal.TryRead(path, out _, out _), TestContext.Current.CancellationToken);
            var outcome = await reading.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            Assert.Equal(ContractReadOutcome.Damaged, outcome);
        }
    }

    // A lock would make the reader pass for the writer.
    [Fact]
    public void AReaderIsNotStoppedByALockAndTakesNone()
    {
        using var volume = new TempVolume();
        Some.Seal().Write(volume["s.seal"]);

        using (File.OpenHandle(volume["s.seal"], share: FileShare.None))
            Assert.Equal(ContractReadOutcome.Read, Seal.TryRead(volume["s.seal"], out _, out _));
    }
}
