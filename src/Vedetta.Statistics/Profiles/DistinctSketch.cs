using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vedetta.Statistics.Profiles;

/// <summary>
/// HyperLogLog (Flajolet, Fusy, Gandouet and Meunier 2007) with 4,096 registers and 64-bit hashes:
/// standard error 1.6 %. Merging takes the larger register, whatever the order.
/// </summary>
internal sealed class DistinctSketch
{
    private const int Bits = 12;
    private const int Registers = 1 << Bits;

    private readonly byte[] _registers = new byte[Registers];

    public void Add(ulong hash)
    {
        var rank = (byte)(BitOperations.LeadingZeroCount((hash << Bits) | (1UL << (Bits - 1))) + 1);
        ref var register = ref _registers[hash >> (64 - Bits)];
        if (rank > register)
            register = rank;
    }

    /// <summary>Takes the hashes of values.</summary>
    public void Add(ReadOnlySpan<double> values)
    {
        ref var registers = ref MemoryMarshal.GetArrayDataReference(_registers);
        foreach (var value in values)
        {
            var hash = Hashing.Of(value);
            var rank = (byte)(BitOperations.LeadingZeroCount((hash << Bits) | (1UL << (Bits - 1))) + 1);
            ref var register = ref Unsafe.Add(ref registers, (nint)(hash >> (64 - Bits)));
            if (rank > register)
                register = rank;
        }
    }

    public void Merge(DistinctSketch other)
    {
        for (var i = 0; i < Registers; i++)
            _registers[i] = Math.Max(_registers[i], other._registers[i]);
    }

    public DistinctSketch Clone()
    {
        var copy = new DistinctSketch();
        _registers.CopyTo(copy._registers, 0);
        return copy;
    }

    public double Estimate()
    {
        double sum = 0;
        var empty = 0;
        foreach (var register in _registers)
        {
            sum += Math.ScaleB(1, -register);
            if (register == 0)
                empty++;
        }
        const double alpha = 0.7213 / (1 + (1.079 / Registers));
        var raw = alpha * Registers * Registers / sum;
        return raw <= 2.5 * Registers && empty > 0 ? Registers * Math.Log((double)Registers / empty) : raw;
    }

    public void Write(ProfileWriter writer) => writer.Bytes(_registers);

    public static DistinctSketch Read(ref ProfileReader reader)
    {
        var result = new DistinctSketch();
        reader.Bytes(Registers).CopyTo(result._registers);
        foreach (var register in result._registers)
        {
            if (register > 64 - Bits + 1)
                throw reader.Damaged("a register of the distinct sketch is out of range");
        }
        return result;
    }
}
