using System.Globalization;
using System.Text;
using CsCheck;
using LogPair.Processor.Parsing;

namespace LogPair.Processor.Tests.Parsing;

public sealed class JsonNumberTests
{
    private static readonly Gen<string> Digits = Gen.Char['0', '9'].Array[1, 19].Select(digits => new string(digits));

    private static readonly Gen<string> Fraction = Gen.OneOf(Gen.Const(""), Digits.Select(digits => "." + digits));

    private static readonly Gen<string> Exponent =
        Gen.Select(Gen.OneOf("e", "E", "e+", "E-"), Gen.Int[0, 330], (e, power) => e + power);

    private static readonly Gen<string> Decimal =
        Gen.Select(
            Gen.OneOf("", "-"), Gen.OneOf(Gen.Const("0"), Digits), Fraction, Gen.Frequency((2, Gen.Const("")), (1, Exponent)),
            (sign, whole, fraction, exponent) => sign + whole + fraction + exponent);

    [Fact]
    public void EveryBitIsThatOfTheFrameworksParser()
    {
        Decimal.Sample(text =>
        {
            var expected = double.Parse(text, CultureInfo.InvariantCulture);
            var isRead = JsonNumber.TryParse(Encoding.UTF8.GetBytes(text), out var value);

            Assert.Equal(double.IsFinite(expected), isRead);
            if (isRead) Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(value));
        }, iter: 100_000);
    }

    [Theory]
    [InlineData("-0", -0.0)]
    [InlineData("1e3", 1000)]
    [InlineData("1E+3", 1000)]
    [InlineData("999999999999999", 999_999_999_999_999)]
    [InlineData("9007199254740993", 9_007_199_254_740_992)]
    [InlineData("0.000000000000001", 1e-15)]
    [InlineData("4.9e-324", double.Epsilon)]
    [InlineData("1e-999", 0)]
    public void NumbersOfEveryFormAreRead(string text, double expected)
    {
        Assert.True(JsonNumber.TryParse(Encoding.UTF8.GetBytes(text), out var value));
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("1e400")]
    [InlineData("-1e400")]
    [InlineData("1.2.3")]
    [InlineData("0x10")]
    [InlineData("NaN")]
    public void WhatADoubleCannotHoldIsNoNumber(string text)
    {
        Assert.False(JsonNumber.TryParse(Encoding.UTF8.GetBytes(text), out _));
    }

    [Fact]
    public void LongNumbersAllocateNothing()
    {
        var text = Encoding.UTF8.GetBytes(new string('7', 200) + "." + new string('3', 5000) + "e-10");
        Assert.True(JsonNumber.TryParse(text, out _));

        var before = GC.GetAllocatedBytesForCurrentThread();
        var isRead = JsonNumber.TryParse(text, out _);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.True(isRead);
    }
}
