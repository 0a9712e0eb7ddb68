#include "core/gallery/picture.h"

#include "core/json/writer.h"

namespace ain::gallery {

NewPicture NewPicture::of(const recipe::GenerationRequest &request)
{
    NewPicture picture;
    picture.size = QSize(request.width, request.height);
    picture.prompt = request.prompt;
    picture.negative = request.negative;
    picture.modelName =
        request.mode == recipe::Mode::Upscale && request.upscaler ? request.upscaler->name : request.model.name;
    picture.recipe = json::canonical(recipe::toJson(request));
    picture.recipeHash = recipe::recipeHash(request);
    for (const QString &file : {request.initImage, request.mask}) {
        if (!file.isEmpty())
            picture.uses.append(file);
    }
    return picture;
}

} // namespace ain::gallery
