#include "gpu/engine/protocol/sharedpixels.h"

#include "gpu/engine/protocol/errors.h"

#include <cstring>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

namespace ain::engine {

using namespace Qt::StringLiterals;

namespace {

constexpr int Seals = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE;

tl::unexpected<Error> noMemory() { return failure(errors::EngineOutOfMemory, {{u"phase"_s, u"pixels"_s}}); }
tl::unexpected<Error> broken(QString what) { return failure(errors::EngineProtocol, {{u"what"_s, std::move(what)}}); }

} // namespace

bool ImageShape::isValid() const
{
    return width > 0 && width <= MaxImageSide && height > 0 && height <= MaxImageSide
        && (channels == 1 || channels == 3) && bytes() <= MaxImageBytes;
}

Result<PixelWriter> PixelWriter::make(const ImageShape &shape)
{
    if (!shape.isValid())
        return failure(errors::EngineArguments, {{u"what"_s, u"size"_s}});
    PixelWriter writer;
    writer.m_shape = shape;
    writer.m_fd.reset(::memfd_create("ain-pixels", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    if (!writer.m_fd.isValid() || ::ftruncate(writer.m_fd.get(), off_t(shape.bytes())) != 0)
        return noMemory();
    void *memory =
        ::mmap(nullptr, std::size_t(shape.bytes()), PROT_READ | PROT_WRITE, MAP_SHARED, writer.m_fd.get(), 0);
    if (memory == MAP_FAILED)
        return noMemory();
    writer.m_data = static_cast<std::uint8_t *>(memory);
    return writer;
}

PixelWriter::PixelWriter(PixelWriter &&other) noexcept
    : m_shape(other.m_shape), m_fd(std::move(other.m_fd)), m_data(std::exchange(other.m_data, nullptr))
{
}

PixelWriter &PixelWriter::operator=(PixelWriter &&other) noexcept
{
    if (this != &other) {
        unmap();
        m_shape = other.m_shape;
        m_fd = std::move(other.m_fd);
        m_data = std::exchange(other.m_data, nullptr);
    }
    return *this;
}

PixelWriter::~PixelWriter() { unmap(); }

void PixelWriter::unmap()
{
    if (m_data != nullptr)
        ::munmap(m_data, std::size_t(m_shape.bytes()));
    m_data = nullptr;
}

Result<UniqueFd> PixelWriter::seal() &&
{
    unmap(); // F_SEAL_WRITE is refused while a writable mapping exists
    if (::fcntl(m_fd.get(), F_ADD_SEALS, Seals | F_SEAL_SEAL) != 0)
        return noMemory();
    return std::move(m_fd);
}

Result<PixelReader> PixelReader::open(UniqueFd fd, const ImageShape &shape)
{
    if (!shape.isValid())
        return broken(u"image size"_s);
    const int seals = ::fcntl(fd.get(), F_GET_SEALS);
    if (seals < 0 || (seals & Seals) != Seals)
        return broken(u"image memory"_s);
    struct stat status{};
    if (::fstat(fd.get(), &status) != 0 || qint64(status.st_size) != shape.bytes())
        return broken(u"image memory"_s);
    void *memory = ::mmap(nullptr, std::size_t(shape.bytes()), PROT_READ, MAP_SHARED, fd.get(), 0);
    if (memory == MAP_FAILED)
        return noMemory();
    PixelReader reader;
    reader.m_shape = shape;
    reader.m_data = static_cast<const std::uint8_t *>(memory);
    return reader;
}

PixelReader::PixelReader(PixelReader &&other) noexcept
    : m_shape(other.m_shape), m_data(std::exchange(other.m_data, nullptr))
{
}

PixelReader &PixelReader::operator=(PixelReader &&other) noexcept
{
    if (this != &other) {
        unmap();
        m_shape = other.m_shape;
        m_data = std::exchange(other.m_data, nullptr);
    }
    return *this;
}

PixelReader::~PixelReader() { unmap(); }

void PixelReader::unmap()
{
    if (m_data != nullptr)
        ::munmap(const_cast<std::uint8_t *>(m_data), std::size_t(m_shape.bytes()));
    m_data = nullptr;
}

Result<UniqueFd> sharePixels(const ImageShape &shape, std::span<const std::uint8_t> pixels)
{
    if (qint64(pixels.size()) != shape.bytes())
        return failure(errors::EngineArguments, {{u"what"_s, u"size"_s}});
    auto writer = PixelWriter::make(shape);
    if (!writer)
        return failure(writer.error());
    std::memcpy(writer->pixels().data(), pixels.data(), pixels.size());
    return std::move(*writer).seal();
}

} // namespace ain::engine
