#include "gpu/engine/program/speed.h"

#include <chrono>
#include <cmath>
#include <memory>
#include <vector>

#include "ggml-alloc.h"
#include "ggml-backend.h"
#include "ggml-cpu.h"
#include "ggml.h"

namespace ain::engine {

using namespace Qt::StringLiterals;

namespace {

using Seconds = std::chrono::duration<double>;

struct Deleter {
    void operator()(ggml_context *context) const { ggml_free(context); }
    void operator()(ggml_backend *backend) const { ggml_backend_free(backend); }
    void operator()(ggml_backend_buffer *buffer) const { ggml_backend_buffer_free(buffer); }
};

/// C = A·B of two n × n matrices, ready to be computed again and again.
class Product {
public:
    Product(ggml_type type, int n, int threads) : m_n(n), m_backend(ggml_backend_init_best())
    {
        if (ggml_backend_is_cpu(m_backend.get()))
            ggml_backend_cpu_set_n_threads(m_backend.get(), threads);
        const ggml_init_params parameters{
            .mem_size = (ggml_tensor_overhead() * 8) + ggml_graph_overhead(), .mem_buffer = nullptr, .no_alloc = true};
        m_context.reset(ggml_init(parameters));
        m_a = ggml_new_tensor_2d(m_context.get(), type, n, n);
        m_b = ggml_new_tensor_2d(m_context.get(), GGML_TYPE_F32, n, n);
        m_c = ggml_mul_mat(m_context.get(), m_a, m_b);
        m_graph = ggml_new_graph(m_context.get());
        ggml_build_forward_expand(m_graph, m_c);
        m_buffer.reset(ggml_backend_alloc_ctx_tensors(m_context.get(), m_backend.get()));
    }

    [[nodiscard]] bool isReady() const { return m_buffer != nullptr; }
    void fill(const std::vector<float> &a, const std::vector<float> &b)
    {
        if (m_a->type == GGML_TYPE_F16) {
            std::vector<ggml_fp16_t> half(a.size());
            ggml_fp32_to_fp16_row(a.data(), half.data(), qint64(a.size()));
            ggml_backend_tensor_set(m_a, half.data(), 0, half.size() * sizeof(ggml_fp16_t));
        } else {
            ggml_backend_tensor_set(m_a, a.data(), 0, a.size() * sizeof(float));
        }
        ggml_backend_tensor_set(m_b, b.data(), 0, b.size() * sizeof(float));
    }
    void compute() { ggml_backend_graph_compute(m_backend.get(), m_graph); }
    [[nodiscard]] std::vector<float> result() const
    {
        std::vector<float> values(std::size_t(m_n) * std::size_t(m_n));
        ggml_backend_tensor_get(m_c, values.data(), 0, values.size() * sizeof(float));
        return values;
    }

private:
    int m_n;
    std::unique_ptr<ggml_backend, Deleter> m_backend;
    std::unique_ptr<ggml_context, Deleter> m_context;
    std::unique_ptr<ggml_backend_buffer, Deleter> m_buffer;
    ggml_tensor *m_a = nullptr;
    ggml_tensor *m_b = nullptr;
    ggml_tensor *m_c = nullptr;
    ggml_cgraph *m_graph = nullptr;
};

std::vector<float> pattern(int n, int salt)
{
    std::vector<float> values(std::size_t(n) * std::size_t(n));
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = float(int((i * 7 + std::size_t(salt)) % 13) - 6) / 8; // exact in f16 too
    return values;
}

double gflops(ggml_type type, int threads, double seconds)
{
    constexpr int N = 1024;
    Product product(type, N, threads);
    if (!product.isReady())
        return 0;
    product.fill(pattern(N, 1), pattern(N, 2));
    product.compute(); // caches, clocks, kernels
    const auto start = std::chrono::steady_clock::now();
    double elapsed = 0;
    int rounds = 0;
    while (elapsed < seconds) {
        product.compute();
        ++rounds;
        elapsed = Seconds(std::chrono::steady_clock::now() - start).count();
    }
    return 2.0 * N * N * N * rounds / elapsed / 1e9;
}

} // namespace

QList<DeviceInfo> listDevices(bool isCpuOnly)
{
    QList<DeviceInfo> devices;
    for (std::size_t i = 0; i < ggml_backend_dev_count(); ++i) {
        ggml_backend_dev_t device = ggml_backend_dev_get(i);
        const bool isCpu = ggml_backend_dev_type(device) == GGML_BACKEND_DEVICE_TYPE_CPU;
        if (isCpuOnly && !isCpu)
            continue;
        std::size_t free = 0;
        std::size_t total = 0;
        ggml_backend_dev_memory(device, &free, &total);
        const QString backend = QString::fromLatin1(ggml_backend_reg_name(ggml_backend_dev_backend_reg(device)));
        devices.append({.name = QString::fromUtf8(ggml_backend_dev_description(device)),
                        .kind = backend.toLower(),
                        .totalBytes = qint64(total),
                        .freeBytes = qint64(free)});
    }
    return devices;
}

json::Object measureSpeed(int threads, int seconds)
{
    json::Object figures;
    figures.set(u"matmulF32Gflops"_s, gflops(GGML_TYPE_F32, threads, seconds / 2.0));
    figures.set(u"matmulF16Gflops"_s, gflops(GGML_TYPE_F16, threads, seconds / 2.0));
    figures.set(u"threads"_s, threads);
    return figures;
}

bool isArithmeticRight(int threads)
{
    constexpr int N = 64;
    const std::vector<float> a = pattern(N, 3);
    const std::vector<float> b = pattern(N, 4);
    Product product(GGML_TYPE_F16, N, threads);
    if (!product.isReady())
        return false;
    product.fill(a, b);
    product.compute();
    const std::vector<float> c = product.result();
    for (std::size_t row = 0; row < N; ++row) {
        for (std::size_t column = 0; column < N; ++column) {
            double sum = 0;
            for (std::size_t k = 0; k < N; ++k)
                sum += double(a[(row * N) + k]) * double(b[(column * N) + k]);
            if (std::abs(sum - double(c[(column * N) + row])) > 0.05)
                return false;
        }
    }
    return true;
}

} // namespace ain::engine
