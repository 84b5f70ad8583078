using System.Runtime.Intrinsics;

namespace Vedetta.Statistics.Kernels;

/// <summary>How many bits a kernel works on at once. Every width gives the same answer within the kernel's stated tolerance.</summary>
internal enum VectorWidth
{
    /// <summary>One number at a time.</summary>
    Scalar = 64,

    /// <summary>Two numbers at a time.</summary>
    Bits128 = 128,

    /// <summary>Four numbers at a time.</summary>
    Bits256 = 256,

    /// <summary>Eight numbers at a time.</summary>
    Bits512 = 512,
}

/// <summary>What this processor offers.</summary>
internal static class Processor
{
    /// <summary>The widest vectors the processor has; tests pass others to the kernels.</summary>
    public static VectorWidth Widest { get; } =
        Vector512.IsHardwareAccelerated ? VectorWidth.Bits512
        : Vector256.IsHardwareAccelerated ? VectorWidth.Bits256
        : Vector128.IsHardwareAccelerated ? VectorWidth.Bits128
        : VectorWidth.Scalar;
}
