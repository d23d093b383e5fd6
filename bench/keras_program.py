"""Keras's side of npm run bench: keras_program.py MODEL FOLDER default|jit. An epoch for each line on stdin."""

import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["KERAS_BACKEND"] = "tensorflow"
import keras  # noqa: E402
from keras import layers  # noqa: E402

import turns  # noqa: E402

name, folder, mode = sys.argv[1:4]
keras.utils.set_random_seed(1)


def dense(sizes, activation):
    return [keras.Input((sizes[0],))] + [layers.Dense(units, activation=activation(i)) for i, units in enumerate(sizes[1:])]


def relu_sigmoid(sizes):
    return keras.Sequential(dense(sizes, lambda i: "sigmoid" if i == len(sizes) - 2 else "relu"))


def conv_net(filters, noise=0.0):
    conv = lambda f: layers.Conv2D(f, 3, padding="same", activation="relu")
    a, b, c, d, e = filters
    corrupt = [Corrupt(noise)] if noise else []
    return keras.Sequential(
        [keras.Input((28, 28, 1)), *corrupt, conv(a), layers.MaxPooling2D(), conv(b), layers.MaxPooling2D(), conv(c),
         layers.UpSampling2D(), conv(d), layers.UpSampling2D(), conv(e), layers.Conv2D(1, 3, padding="same", activation="sigmoid")]
    )


class Corrupt(layers.Layer):
    def __init__(self, deviation):
        super().__init__()
        self.deviation, self.seeds = deviation, keras.random.SeedGenerator(1)

    def call(self, x, training=False):
        noise = keras.random.normal(keras.ops.shape(x), stddev=self.deviation, seed=self.seeds)
        return keras.ops.clip(x + noise, 0.0, 1.0) if training else x


class Variational(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden, self.mean, self.log_variance = layers.Dense(400, "relu"), layers.Dense(20), layers.Dense(20)
        self.decoder = keras.Sequential([layers.Dense(400, "relu"), layers.Dense(784)])
        self.seeds = keras.random.SeedGenerator(1)

    def call(self, x, training=False):
        h = self.hidden(x)
        mean, log_variance = self.mean(h), self.log_variance(h)
        noise = keras.random.normal(keras.ops.shape(mean), seed=self.seeds)
        divergence = -0.5 * keras.ops.sum(1 + log_variance - mean**2 - keras.ops.exp(log_variance))
        self.add_loss(divergence / keras.ops.cast(keras.ops.shape(x)[0], "float32"))
        return self.decoder(mean + keras.ops.exp(0.5 * log_variance) * noise)


def squared(x, output):
    """Sum over features; Keras takes the mean over examples."""
    return keras.ops.sum(keras.ops.reshape(keras.ops.square(x - output), (keras.ops.shape(x)[0], -1)), axis=-1)


def bernoulli_nats(x, logits):
    return keras.ops.sum(keras.ops.softplus(logits) - logits * x, axis=-1)


def recurrent():
    return keras.Sequential(
        [keras.Input((20, 256)), layers.LSTM(128), layers.RepeatVector(20), layers.LSTM(128, return_sequences=True),
         layers.TimeDistributed(layers.Dense(256, activation="sigmoid"))]
    )


def deep():
    sizes = [784, 1000, 500, 250, 30, 250, 500, 1000, 784]
    return keras.Sequential(dense(sizes, lambda i: "sigmoid" if i == 7 else None if i == 3 else "elu"))


MODELS = {
    "A": lambda: relu_sigmoid([784, 128, 32, 128, 784]),
    "B": lambda: relu_sigmoid([784, 512, 256, 64, 256, 512, 784]),
    "C": lambda: conv_net([16, 8, 8, 8, 16]),
    "D": lambda: conv_net([64, 32, 16, 16, 32], 0.5),
    "E": Variational,
    "F": deep,
    "G": recurrent,
}
batch, examples, weights = turns.read(folder)
net = MODELS[name]()
net(examples[:1])
for variable, values in zip(net.trainable_variables, turns.two_heads(weights) if name == "E" else weights, strict=True):
    variable.assign(values)
net.compile(
    keras.optimizers.Adam(1e-3, epsilon=1e-7),
    loss=bernoulli_nats if name == "E" else squared,
    jit_compile=mode == "jit",
)
targets = examples[:, ::-1] if name == "G" else examples


def epoch():
    history = net.fit(examples, targets, batch_size=batch, epochs=1, shuffle=True, verbose=0)
    return history.history["loss"][-1]


turns.take_turns(epoch)
