// A gallery of 20,000 pictures: opening, the first page, all ids, searching, thumbnails, and the memory it takes.
#include "tests/unit/gallery/gallerytest.h"

#include <QElapsedTimer>
#include <QFile>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <utility>

using namespace ain;
using namespace ain::gallery;
using namespace ain::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int Pictures = 20'000;

double residentMegabytes()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return double(line.mid(6).simplified().split(' ').first().toLongLong()) / 1024;
    }
    return 0;
}

QString promptOf(int i)
{
    static const QStringList subjects{u"lighthouse in a storm"_s,     u"푸른 바다 위의 고양이"_s,
                                      u"portrait of an old sailor"_s, u"달빛 아래의 한옥 마을"_s,
                                      u"isometric city at night"_s,   u"mountain lake, mist"_s};
    static const QStringList styles{u"oil painting, thick strokes"_s, u"수채화, 부드러운 빛"_s, u"photo, 35mm, f/1.8"_s,
                                    u"studio lighting, 8k, highly detailed"_s, u"pencil sketch"_s};
    return u"%1 number %2, %3, masterpiece, sharp focus, (volumetric light:1.2)"_s.arg(
        subjects[i % subjects.size()], QString::number(i), styles[(i / 7) % styles.size()]);
}

NewPicture pictureOf(int i)
{
    recipe::GenerationRequest request;
    request.prompt = promptOf(i);
    request.negative = u"blurry, low quality"_s;
    request.model = {fakeHash(i % 5), u"model %1.safetensors"_s.arg(i % 5)};
    request.seed = quint64(i);
    NewPicture picture = NewPicture::of(request);
    picture.sha256 = fakeHash(i);
    picture.bytes = 400'000;
    picture.jobId = u"job-%1"_s.arg(i / 4);
    picture.jobIndex = i % 4;
    if (i % 10 == 0)
        picture.tags = {u"tag %1"_s.arg(i % 100)};
    return picture;
}

void print(const char *what, const QElapsedTimer &timer, int count)
{
    std::printf("%-44s %.3f ms each\n", what, double(timer.nsecsElapsed()) / 1e6 / count);
    std::fflush(stdout);
}

/// Milliseconds at the median and the 95th percentile, and of processor time on average, of `count` calls.
template<typename Call>
void measure(const char *what, int count, Call call)
{
    std::vector<double> times;
    const std::clock_t before = std::clock();
    for (int i = 0; i < count; ++i) {
        QElapsedTimer timer;
        timer.start();
        if (!call(i)) {
            std::printf("%-44s FAILED\n", what);
            return;
        }
        times.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    const double processor = double(std::clock() - before) * 1000 / double(CLOCKS_PER_SEC) / count;
    std::sort(times.begin(), times.end());
    std::printf("%-44s p50 %7.2f ms   p95 %7.2f ms   processor %6.2f ms\n", what, times[times.size() / 2],
                times[times.size() * 95 / 100], processor);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const double before = residentMegabytes();
    GalleryHome home;
    if (!home.open())
        return 1;
    QElapsedTimer timer;
    timer.start();
    QList<NewPicture> batch;
    for (int i = 0; i < Pictures; ++i) {
        home.clock.advance(1000);
        batch.append(pictureOf(i));
        if (batch.size() < 500)
            continue;
        if (!await(home.gallery().addAll(std::exchange(batch, {}))))
            return 1;
    }
    print("adding, 500 in one step", timer, Pictures);
    timer.start();
    for (int i = 0; i < 50; ++i) {
        home.clock.advance(1000);
        if (!await(home.gallery().add(pictureOf(Pictures + i))))
            return 1;
    }
    print("adding one, synced", timer, 50);
    timer.start();
    const QByteArray thumbnail(9'000, 't');
    for (int i = 1; i <= Pictures; ++i) {
        auto put = home.gallery().putThumbnail(i, 256, thumbnail);
        if (i % 200 == 0 && !await(std::move(put)))
            return 1;
    }
    print("putting a thumbnail of 9 kB", timer, Pictures);
    const auto all = await(home.gallery().ids({.sort = Query::Sort::Oldest}));
    if (!all || all->size() != Pictures + 50)
        return 1;
    home.close();
    timer.start();
    if (!home.open())
        return 1;
    std::printf("%-44s %.1f ms\n", "opening", double(timer.nsecsElapsed()) / 1e6);
    timer.start();
    const auto first = await(home.gallery().query({.limit = 60}));
    std::printf("%-44s %.2f ms, %lld of %lld\n", "first page, cold", double(timer.nsecsElapsed()) / 1e6,
                static_cast<long long>(first->pictures.size()), static_cast<long long>(first->total));
    Gallery &gallery = home.gallery();
    measure("first page, 60 pictures", 50, [&](int) { return await(gallery.query({.limit = 60})).has_value(); });
    measure("page at 19,000", 50,
            [&](int) { return await(gallery.query({.offset = 19'000, .limit = 60})).has_value(); });
    measure("all ids", 50, [&](int) { return await(gallery.ids({}))->size() == Pictures + 50; });
    measure("60 pictures by id", 50, [&](int i) { return await(gallery.pictures(all->mid(i * 300, 60))).has_value(); });
    measure("60 thumbnails of 9 kB", 50,
            [&](int i) { return await(gallery.thumbnails(all->mid(i * 300, 60), 256))->size() == 60; });
    const QStringList searches{u"lighthouse"_s, u"고양이"_s, u"number 1234"_s, u"oil storm"_s, u"nothing like it"_s};
    measure("search of ids, 3 letters and more", 100,
            [&](int i) { return await(gallery.ids({.text = searches[i % searches.size()]})).has_value(); });
    measure("search with a page of 60", 100, [&](int i) {
        return await(gallery.query({.text = searches[i % searches.size()], .limit = 60})).has_value();
    });
    measure("search of two letters (바다)", 50,
            [&](int) { return await(gallery.ids({.text = u"바다"_s})).has_value(); });
    measure("one tag", 50,
            [&](int i) { return await(gallery.ids({.tags = {u"tag %1"_s.arg(i % 10 * 10)}})).has_value(); });
    measure("star of one picture", 50, [&](int i) { return await(gallery.setStar({all->at(i)}, true)).has_value(); });
    std::printf("%-44s %.1f MB (%.1f MB at the start)\n", "resident memory", residentMegabytes(), before);
    for (const QString &name : {u"gallery.db"_s, u"thumbnails.db"_s})
        std::printf("%-44s %.1f MB\n", qPrintable(name), double(QFile(home.path() + u'/' + name).size()) / 1e6);
    return 0;
}
