#!/usr/bin/env python3
"""Computes the sagittal section of the brain view from the ICBM 152 template.

Run from the project's root (any Python >= 3.10):

    python3 -m venv target/anatomy
    target/anatomy/bin/pip install numpy scipy nibabel scikit-image pillow nilearn==0.14.1
    target/anatomy/bin/python xtask/anatomy/section.py [--wheel nilearn-0.14.1-py3-none-any.whl]

The template (2009a, symmetric, 1 mm) is part of the nilearn package; with --wheel it is read from the
wheel and nilearn itself need not be installed. Written, and committed because the output is small:

    www/brain/section.json     lines in MNI mm, [y, z]
    www/brain/plate.png        grey and alpha at 1 mm
    src/atlas/section.mask     three bit planes on the 2 mm grid of the map: tissue, barrier, seen through

The section is composed: cortex at x = 5 mm, brain stem and cerebellum at x = 2.5 mm, joined softly along
the tentorium. Where the striatum (x = 12 mm) lies behind the wall of the ventricle, the map counts it as
tissue, though the plate shows the ventricle.
"""
import argparse
import io
import json
import zipfile
from importlib import resources
from pathlib import Path

import nibabel
import numpy as np
from PIL import Image
from scipy import ndimage
from skimage import draw, measure

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = "nilearn/datasets/data/mni_icbm152_%s_tal_nlin_sym_09a_converted.nii.gz"
ORIGIN = (98, 134, 72)  # voxel of MNI (0, 0, 0)

CORTEX_X, STEM_X, PEDUNCLE_X, STRIATUM_X = 5.0, 2.5, 6.0, 12.0
FINE = 0.25  # mm, grid that the lines are drawn from
BOX = (-112.0, 82.0, -80.0, 88.0)  # y0, y1, z0, z1, mm
# Map grid of the engine: y rises with the column, z falls with the row.
CELL, Y0, Z0, WIDTH, HEIGHT = 2.0, -110.0, 86.0, 95, 81

# Below this line the section lies at x = 2.5 mm: [y, z], closed under the brain.
TENTORIUM = [(-112, -24), (-90, -20), (-78, -11), (-68, -4), (-58, 3), (-48, 3), (-36, 3), (-28, -1),
             (-16, -7), (-6, -13), (-6, -22), (6, -30), (6, -80), (-112, -80)]
# The medulla is cut here, square to its axis.
MEDULLA, MEDULLA_AXIS = (-46.5, -67.5), (-0.3, -0.95)
# Where the superior cerebellar peduncle joins cerebellum and stem: drawn at x = 6 mm.
PEDUNCLE = [(-52, -30), (-48, -22), (-38, -16), (-34, -22), (-40, -31), (-47, -35)]
# Box of the lateral ventricle, which lies under the corpus callosum: y0, y1, z0, z1, mm.
VENTRICLE = (-34, 32, -3, 30)
# Left-over of the venous sinus behind the cerebellum: only what is thicker than 9 mm stays.
SINUS = (-112, -72, -60, -28)
CALLOSUM = (-47, 38, -7, 32)


def load(kind, wheel):
    """One template volume, 0 to 1."""
    name = TEMPLATE % kind
    if wheel:
        data = zipfile.ZipFile(wheel).read(name)
    else:
        data = (resources.files("nilearn") / name.removeprefix("nilearn/")).read_bytes()
    image = nibabel.Nifti1Image.from_stream(io.BytesIO(__import__("gzip").decompress(data)))
    return np.asarray(image.dataobj, dtype=np.float32) / 255.0


def grid(step=FINE):
    y = np.arange(BOX[0], BOX[1] + step / 2, step)
    z = np.arange(BOX[2], BOX[3] + step / 2, step)
    return np.meshgrid(y, z)


def plane(volume, x, at):
    """The volume at |x| (mean of both sides) over the points `at`."""
    y, z = at
    sides = [ndimage.map_coordinates(volume, [np.full(y.shape, s * x + ORIGIN[0]), y + ORIGIN[1], z + ORIGIN[2]],
                                     order=1, mode="constant") for s in (-1, 1)]
    return (sides[0] + sides[1]) / 2


def polygon_mask(points, shape, step=FINE):
    p = np.array(points, float)
    return draw.polygon2mask(shape, np.c_[(p[:, 1] - BOX[2]) / step, (p[:, 0] - BOX[0]) / step]).astype(float)


def box_mask(at, box):
    y, z = at
    return (y > box[0]) & (y < box[1]) & (z > box[2]) & (z < box[3])


def blur(image, mm):
    return ndimage.gaussian_filter(image.astype(float), mm / FINE)


def opened(mask, mm):
    """Morphological opening with a disc, by distances."""
    eroded = ndimage.distance_transform_edt(mask) > mm / FINE
    return ndimage.distance_transform_edt(~eroded) <= mm / FINE


def largest(mask, least_mm2=None):
    """Components of at least that area, or the largest one."""
    labels, n = ndimage.label(mask)
    area = ndimage.sum(mask, labels, range(1, n + 1)) * FINE**2
    keep = area >= (least_mm2 if least_mm2 is not None else area.max())
    return np.isin(labels, 1 + np.flatnonzero(keep))


def compose(volume, at, low):
    """Cortex at one plane, stem and cerebellum at another, their junction at a third."""
    bridge = np.clip(blur(polygon_mask(PEDUNCLE, at[0].shape), 1.2), 0, 1)
    deep = plane(volume, STEM_X, at) * (1 - bridge) + plane(volume, PEDUNCLE_X, at) * bridge
    return plane(volume, CORTEX_X, at) * (1 - low) + deep * low


def medulla_cut(at):
    y, z = at
    beyond = (y - MEDULLA[0]) * MEDULLA_AXIS[0] + (z - MEDULLA[1]) * MEDULLA_AXIS[1]
    across = (y - MEDULLA[0]) * MEDULLA_AXIS[1] - (z - MEDULLA[1]) * MEDULLA_AXIS[0]
    return (beyond + 0.02 * across**2 < 0) | (np.abs(across) > 22) | (z > -50)  # a little rounded


def tissue_of(matter, at):
    """Where there is brain: no skull-base crumbs, no pinholes."""
    mask = (blur(matter, 0.5) > 0.5) & medulla_cut(at)
    mask = largest(np.where(box_mask(at, SINUS), opened(mask, 4.5), opened(mask, 1.2)), 150)
    holes = largest(~mask, 25)  # smaller holes are filled
    return ~holes


def callosum_of(white, at):
    body = (blur(plane(white, 2.0, at), 0.4) > 0.55) & box_mask(at, CALLOSUM)
    return largest(opened(body, 1.0))


def ventricle_of(tissue, at):
    """The gap under the corpus callosum, closed towards the cistern."""
    return largest(opened(~tissue & box_mask(at, VENTRICLE), 0.8))


def lines(field, level, least_mm, smooth_mm, tolerance_mm):
    """Contours as [y, z] polylines: smoothed along their length, then thinned."""
    found = []
    for c in measure.find_contours(field, level):
        closed = np.allclose(c[0], c[-1])
        p = np.c_[c[:, 1] * FINE + BOX[0], c[:, 0] * FINE + BOX[2]]
        if np.hypot(*np.diff(p, axis=0).T).sum() < least_mm:
            continue
        mode = "wrap" if closed else "nearest"
        body = p[:-1] if closed else p
        body = ndimage.gaussian_filter1d(body, smooth_mm / (0.8 * FINE), axis=0, mode=mode)
        body = np.r_[body, body[:1]] if closed else body
        thin = measure.approximate_polygon(body, tolerance_mm)
        found.append([[round(float(a), 1), round(float(b), 1)] for a, b in thin])
    return sorted(found, key=len, reverse=True)


def shade(t1, tissue):
    """How light the tissue is drawn: 0 in sulci, 1 on the crowns, soft."""
    filled = extend(t1, tissue)
    fine = blur(filled, 0.45)
    broad = blur(filled, 7.0)
    light = 0.7 + 3.4 * (fine - broad) + 0.3 * (fine - 0.68)
    depth = ndimage.distance_transform_edt(tissue) * FINE
    rim = 0.16 * np.exp(-depth / 1.6)  # a darker rim gives the form some body
    return np.clip(light - rim, 0, 1)


def extend(image, mask):
    """The image continued beyond the mask, so that no dark edge shows."""
    core = ndimage.distance_transform_edt(mask) > 1.2 / FINE
    _, (i, j) = ndimage.distance_transform_edt(~core, return_indices=True)
    return image[i, j]


def plate_image(light, tissue, levels=14):
    """One pixel per mm; row 0 is the top."""
    step = round(1 / FINE)
    small = lambda a: ndimage.uniform_filter(a.astype(float), step)[step // 2::step, step // 2::step][::-1]
    cover = np.clip(small(blur(tissue, 0.35)) * 1.15, 0, 1)
    grey = np.round(small(light) * levels) / levels
    alpha = np.round(cover * 6) / 6
    grey = np.where(alpha > 0, grey, 0)
    return Image.fromarray((np.dstack([grey, alpha]) * 255).round().astype(np.uint8), "LA")


def on_map(mask, share=0.5):
    """A fine mask on the engine's grid; row 0 is the top."""
    half = round(CELL / FINE / 2)
    mean = ndimage.uniform_filter(mask.astype(float), 2 * half)
    col = np.round((Y0 + CELL * np.arange(WIDTH) - BOX[0]) / FINE).astype(int)
    row = np.round((Z0 - CELL * np.arange(HEIGHT) - BOX[2]) / FINE).astype(int)
    ok = (row >= 0) & (row < mask.shape[0])
    out = np.zeros((HEIGHT, WIDTH), bool)
    out[ok] = mean[np.ix_(row[ok], col)] >= share
    return out


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--wheel", help="read the template from this nilearn wheel")
    wheel = arguments.parse_args().wheel
    t1, gm, wm = (load(kind, wheel) for kind in ("t1", "gm", "wm"))
    at = grid()
    low = np.clip(blur(polygon_mask(TENTORIUM, at[0].shape), 1.2), 0, 1)
    matter, white = compose(gm + wm, at, low), compose(wm, at, low)
    tissue = tissue_of(matter, at)
    callosum = callosum_of(wm, at)
    tissue |= callosum
    ventricle = ventricle_of(tissue, at)
    striatum = ventricle & (blur(plane(gm + wm, STRIATUM_X, at), 0.5) > 0.5)
    write_lines(tissue, callosum, white, low)
    write_plate(compose(t1, at, low), tissue)
    write_masks(tissue, callosum, ventricle, striatum)


def write_lines(tissue, callosum, white, low):
    inside = ndimage.distance_transform_edt(tissue) > 1.0 / FINE
    behind = np.indices(low.shape)[1] * FINE + BOX[0] < -50
    tree = blur(white * low * behind * inside, 0.5)
    found = {"callosum": lines(blur(callosum, 0.4), 0.5, 40, 0.6, 0.12),
             "arbor": lines(tree, 0.24, 12, 0.6, 0.2)}
    section = {
        "about": "Sagittal section in MNI 152 space; points are [y, z] in mm, front is +y. Cortex at x = 5 mm, "
                 "stem and cerebellum at x = 2.5 mm. Computed by xtask/anatomy/section.py; see NOTICE.",
        "outline": lines(blur(tissue, 0.5), 0.5, 30, 0.5, 0.12),
        "inner": [line for kind in found.values() for line in kind],
        "inner_kinds": [name for name, kind in found.items() for _ in kind],
        # y0_mm, z0_mm: centre of the top left pixel. 0 = sulcus, 255 = tissue; alpha = cover.
        "plate": {"file": "plate.png", "y0_mm": BOX[0], "z0_mm": BOX[3], "cell_mm": 1},
    }
    text = json.dumps(section, separators=(",", ":"))
    text = text.replace(".0,", ",").replace(".0]", "]")
    (ROOT / "www/brain/section.json").write_text(text + "\n")


def write_plate(t1, tissue):
    image = plate_image(shade(t1, tissue), tissue)
    image.save(ROOT / "www/brain/plate.png", optimize=True)


def write_masks(tissue, callosum, ventricle, striatum):
    planes = [on_map(tissue | striatum), on_map(callosum | (ventricle & ~striatum), 0.4), on_map(striatum)]
    bits = b"".join(np.packbits(p, axis=None, bitorder="little").tobytes() for p in planes)
    (ROOT / "src/atlas/section.mask").write_bytes(bits)
    print("cells:", *(int(p.sum()) for p in planes), "bytes:", len(bits))


if __name__ == "__main__":
    main()
