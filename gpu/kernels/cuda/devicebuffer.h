// Memory of the device that ends with its scope. For the .cu files alone.
#pragma once

#include <cuda_runtime.h>

#include <cstddef>
#include <span>

namespace ain::kernels {

template<typename T>
class DeviceBuffer {
public:
    explicit DeviceBuffer(std::size_t count) : m_count(count)
    {
        if (cudaMalloc(reinterpret_cast<void **>(&m_data), count * sizeof(T)) != cudaSuccess)
            m_data = nullptr;
    }
    explicit DeviceBuffer(std::span<const T> values) : DeviceBuffer(values.size())
    {
        if (m_data != nullptr
            && cudaMemcpy(m_data, values.data(), values.size_bytes(), cudaMemcpyHostToDevice) != cudaSuccess)
            release();
    }
    DeviceBuffer(const DeviceBuffer &) = delete;
    DeviceBuffer &operator=(const DeviceBuffer &) = delete;
    ~DeviceBuffer() { release(); }

    [[nodiscard]] bool isValid() const { return m_data != nullptr; }
    [[nodiscard]] T *data() const { return m_data; }
    [[nodiscard]] bool zero() { return cudaMemset(m_data, 0, m_count * sizeof(T)) == cudaSuccess; }
    /// Waits for what runs before it.
    [[nodiscard]] bool read(std::span<T> to) const
    {
        return to.size() == m_count
            && cudaMemcpy(to.data(), m_data, to.size_bytes(), cudaMemcpyDeviceToHost) == cudaSuccess;
    }

private:
    void release()
    {
        cudaFree(m_data);
        m_data = nullptr;
    }
    T *m_data = nullptr;
    std::size_t m_count = 0;
};

} // namespace ain::kernels
